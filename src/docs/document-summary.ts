import type { MarkerState } from './marker-state.js';
import type { MarkerFinding } from './update-document.js';

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

/** `docs/design.md, line 12: crossover:value was edited by hand: it says "$9", the scenario "$12.34"`. */
export function editedText(path: string, { line, marker: { kind }, before, after }: MarkerFinding): string {
  const where = `${path}, line ${line}: crossover:${kind} was edited by hand`;
  return kind === 'value' ? `${where}: it says "${oneLine(before)}", the scenario "${oneLine(after)}"` : where;
}

/** A marker as programs read it. */
export function markerJson({ line, marker, state, before, after, prices, region }: MarkerFinding): unknown {
  return { line, ...marker, state, before, after, prices, region };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
