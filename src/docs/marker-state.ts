import type { Sources } from './priced-scenario.js';
import { parseSeal, type Seal, sealOf, sealWords } from './seal.js';
import type { Slot } from './slot.js';

/**
 * How a marker was found. current: as it would be written now; empty: without content, or `?`; stale: written by
 * crossover from other numbers; edited: not as crossover wrote it.
 */
export type MarkerState = 'current' | 'empty' | 'stale' | 'edited';

/** The normal forms of what stands in a marker and of what belongs there, and the seal of the latter. */
export interface Contents {
  readonly old: string;
  readonly fresh: string;
  readonly seal: Seal;
}

/** Tells a number that has changed from one that a person has changed. */
export function markerState(
  { marker, close }: Slot,
  { old, fresh, seal }: Contents,
  { sha256 }: Pick<Sources, 'sha256'>,
): MarkerState {
  const found = parseSeal(close.words);
  if (found !== undefined && old === fresh) return sealWords(found) === sealWords(seal) ? 'current' : 'stale';
  if (isEmpty(old, marker.attribute)) return 'empty';
  if (found === undefined) return old === fresh ? 'stale' : 'edited';
  return found.hash === sealOf(old, found, sha256).hash ? 'stale' : 'edited';
}

/** Nothing, or a question mark: in a quotation, or for an attribute of AsciiDoc, with the signs of these around it. */
function isEmpty(content: string, attribute: string | undefined): boolean {
  const bare = content
    .replace(/^[> ]+|[> ]+$/g, '')
    .replace(attribute === undefined ? '' : `:${attribute}:`, '')
    .trim();
  return bare === '' || bare === '?';
}
