import type { MarkerState } from './marker-state.js';
import type { MarkerFinding, UpdatedDocument } from './update-document.js';

/** A document that was read, with what its markers and the files of its charts come to. */
export interface SummedDocument {
  readonly path: string;
  readonly text: string;
  readonly updated: UpdatedDocument;
  readonly charts: readonly { readonly path: string; readonly state: MarkerState }[];
}

/** Markers by their state, in words, in this order. */
const WORDS: Readonly<Record<MarkerState, string>> = {
  empty: 'empty',
  stale: 'out of date',
  edited: 'edited by hand',
  current: 'up to date',
};

/** `2 out of date, 1 edited by hand, 9 up to date`; `no markers`. */
export function stateSummary(markers: readonly MarkerFinding[]): string {
  const counts = Object.entries(WORDS).flatMap(([state, words]) => {
    const of = markers.filter((marker) => marker.state === state).length;
    return of === 0 ? [] : [`${of} ${words}`];
  });
  return counts.length === 0 ? 'no markers' : counts.join(', ');
}

/** Whether nothing would be written. */
export function isCurrent({ text, updated, charts }: SummedDocument): boolean {
  return updated.text === text && charts.every(({ state }) => state === 'current');
}

/** What a person wrote over numbers of crossover, a line each. */
export function editedTexts({ path, updated: { markers }, charts }: SummedDocument): string[] {
  return [
    ...markers.filter(({ state }) => state === 'edited').map((marker) => editedText(path, marker)),
    ...charts.filter(({ state }) => state === 'edited').map((chart) => chartText(chart)),
  ];
}

/** `docs/design.md, line 12: crossover:value was edited by hand: it says "$9", the scenario "$12.34"`. */
function editedText(path: string, { line, marker: { kind }, before, after }: MarkerFinding): string {
  const where = `${path}, line ${line}: crossover:${kind} was edited by hand`;
  return kind === 'value' ? `${where}: it says "${oneLine(before)}", the scenario "${oneLine(after)}"` : where;
}

/** `images/costs.svg: out of date`. */
export function chartText({ path, state }: SummedDocument['charts'][number]): string {
  return `${path}: ${state === 'empty' ? 'missing' : state === 'edited' ? 'not as crossover wrote it' : WORDS[state]}`;
}

/** A document as programs read it. */
export function documentJson({ path, updated, charts }: SummedDocument) {
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
