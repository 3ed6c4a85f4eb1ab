import { COLLECTION_STYLE, CORE_SCHEMA, dump, type MappingNode } from 'js-yaml';

/** Lists whose entries are written on one line each. */
const ONE_LINE_EACH = new Set(['services']);

/**
 * Writes a scenario as YAML that `readScenario` reads back: keys in the order given, each service and shape on one line.
 *
 * @param raw the value of a scenario file
 * @param comment the first line, without `#`
 */
export function scenarioText(raw: Readonly<Record<string, unknown>>, comment: string): string {
  const yaml = dump(raw, {
    schema: CORE_SCHEMA,
    flowBracketPadding: true,
    lineWidth: -1,
    noRefs: true,
    quoteStyle: 'double',
    transform([document]) {
      for (const map of mapsOnOneLine(document?.contents as MappingNode)) map.style = COLLECTION_STYLE.FLOW;
    },
  });
  return `# ${comment}\n\n${yaml}`;
}

/** Shapes, and entries of services. */
function mapsOnOneLine(map: MappingNode): MappingNode[] {
  return map.items.flatMap(({ key, value }) => {
    if (value.kind === 'mapping') return [value];
    if (value.kind !== 'sequence') return [];
    const maps = value.items.filter((item) => item.kind === 'mapping');
    return key.kind === 'scalar' && ONE_LINE_EACH.has(key.value) ? maps : maps.flatMap(mapsOnOneLine);
  });
}
