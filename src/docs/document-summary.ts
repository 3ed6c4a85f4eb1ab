import type { MarkerState } from './marker-state.js';
import type { MarkerFinding, UpdatedDocument } from './update-document.js';

/** A document with the states of its markers and of the files of its charts. */
export interface CheckedDocument {
  readonly path: string;
  readonly text: string;
  readonly updated: UpdatedDocument;
  readonly charts: readonly { readonly path: string; readonly state: MarkerState }[];
}

/** The labels of states, in the order of summaries. */
const STATE_LABELS: Readonly<Record<MarkerState, string>> = {
  empty: 'empty',
  stale: 'out of date',
  edited: 'edited manually',
  current: 'up to date',
};

/** `2 out of date, 1 edited manually, 9 up to date`; `no markers`. */
export function stateSummary(markers: readonly MarkerFinding[]): string {
  const counts = Object.entries(STATE_LABELS).flatMap(([state, words]) => {
    const count = markers.filter((marker) => marker.state === state).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return counts.length === 0 ? 'no markers' : counts.join(', ');
}

/** Whether an update would change neither the document nor its charts. */
export function isCurrent({ text, updated, charts }: CheckedDocument): boolean {
  return updated.text === text && charts.every(({ state }) => state === 'current');
}

/** Lists the markers and charts that a person changed, a line each. */
export function editedLines({ path, updated: { markers }, charts }: CheckedDocument): string[] {
  return [
    ...markers.filter(({ state }) => state === 'edited').map((marker) => editedLine(path, marker)),
    ...charts.filter(({ state }) => state === 'edited').map((chart) => chartLine(chart)),
  ];
}

/** `docs/design.md, line 12: crossover:value was edited manually: it says "$9", the scenario "$12.34"`. */
function editedLine(path: string, { line, marker: { kind }, before, after }: MarkerFinding): string {
  const where = `${path}, line ${line}: crossover:${kind} was edited manually`;
  return kind === 'value' ? `${where}: it says "${oneLine(before)}", the scenario "${oneLine(after)}"` : where;
}

/** `images/costs.svg: out of date`. */
export function chartLine({ path, state }: CheckedDocument['charts'][number]): string {
  return `${path}: ${state === 'empty' ? 'missing' : state === 'edited' ? 'not as crossover wrote it' : STATE_LABELS[state]}`;
}

/** A document for JSON output. */
export function documentJson({ path, updated, charts }: CheckedDocument) {
  return {
    document: path,
    markers: updated.markers.map(markerJson),
    charts: charts.map((chart) => ({ file: chart.path, state: chart.state })),
  };
}

function markerJson({ line, marker, state, before, after, prices, region }: MarkerFinding) {
  return { line, ...marker, state, before, after, prices, region };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
