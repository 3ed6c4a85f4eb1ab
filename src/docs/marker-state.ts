import { type Checksum, checksumOf, formatChecksum, parseChecksum } from './checksum.js';
import type { Placeholder } from './placeholder.js';
import type { Sources } from './priced-scenario.js';

/**
 * The state of a marker's content. current: as it would be written now; empty: nothing or `?`; stale: written by crossover
 * from other numbers; edited: changed by a person.
 */
export type MarkerState = 'current' | 'empty' | 'stale' | 'edited';

/** The normal forms of the content found and of the content computed, and the checksum of the latter. */
export interface ComparedContent {
  readonly old: string;
  readonly updated: string;
  readonly checksum: Checksum;
}

/** Distinguishes content that is out of date from content that a person changed. */
export function markerState(
  { marker, close }: Placeholder,
  { old, updated, checksum }: ComparedContent,
  { sha256 }: Pick<Sources, 'sha256'>,
): MarkerState {
  const found = parseChecksum(close.words);
  if (found !== undefined && old === updated)
    return formatChecksum(found) === formatChecksum(checksum) ? 'current' : 'stale';
  if (isEmpty(old, marker.attribute)) return 'empty';
  if (found === undefined) return old === updated ? 'stale' : 'edited';
  return found.hash === checksumOf(old, found, sha256).hash ? 'stale' : 'edited';
}

/** Nothing or a question mark, apart from the signs of a quotation or of an AsciiDoc attribute. */
function isEmpty(content: string, attribute: string | undefined): boolean {
  const bare = content
    .replace(/^[> ]+|[> ]+$/g, '')
    .replace(attribute === undefined ? '' : `:${attribute}:`, '')
    .trim();
  return bare === '' || bare === '?';
}
