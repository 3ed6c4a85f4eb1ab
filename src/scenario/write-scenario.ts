import { Document, isMap, isSeq, type YAMLMap } from 'yaml';

/** Lists in which each entry stands on a line of its own. */
const ONE_LINE_EACH = new Set(['services']);
const LINE_WIDTH = 118;

/**
 * A scenario as YAML, which `readScenario` reads back: keys in the order given, each service and shape on one line.
 *
 * @param raw what a scenario file holds
 * @param comment the first line, without its sign
 */
export function scenarioText(raw: Readonly<Record<string, unknown>>, comment: string): string {
  const document = new Document(raw);
  document.commentBefore = ` ${comment}`;
  for (const { node } of mapsUnder(document.contents as YAMLMap)) node.flow = true;
  return document.toString({ lineWidth: LINE_WIDTH });
}

/** The maps that are written on one line: shapes, and entries of services. */
function mapsUnder(map: YAMLMap): { node: YAMLMap }[] {
  return map.items.flatMap(({ key, value }) => {
    const name = `${(key as { value?: unknown }).value}`;
    if (isSeq(value)) {
      const maps = value.items.filter(isMap);
      return ONE_LINE_EACH.has(name) ? maps.map((node) => ({ node })) : maps.flatMap(mapsUnder);
    }
    return isMap(value) ? [{ node: value }] : [];
  });
}
