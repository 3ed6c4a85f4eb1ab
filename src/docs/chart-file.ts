import { EstimatorError } from '../model/errors.js';
import type { ChartElement } from './block-element.js';
import type { DocumentFormat } from './document-format.js';
import type { Marker } from './marker.js';
import type { MarkerState } from './marker-state.js';
import type { Sources } from './priced-scenario.js';

/** A relative path of characters that neither markup nor a browser interprets. */
const FILE = /^(?:\.\.?\/)*[\w-][\w. -]*(?:\/[\w-][\w. -]*)*\.svg$/;

/**
 * Refuses options of a marker that its kind of document does not support.
 *
 * @throws EstimatorError `DOCUMENT_INVALID`: Markdown and AsciiDoc show charts from files; attributes are AsciiDoc's
 */
export function assertFitsFormat({ kind, to, attribute }: Marker, format: DocumentFormat): void {
  if (attribute !== undefined) {
    if (format !== 'asciidoc') throw invalid('attribute= is for AsciiDoc', 'Leave it out.');
    if (!/^\w[\w-]*$/.test(attribute)) throw invalid(`"${attribute}" is not the name of an attribute`, 'Write a word.');
  }
  if (kind !== 'chart') return;
  if (to === undefined && format !== 'html') {
    throw invalid('a chart needs a file of its own', 'Add to="chart.svg": it is written beside the document.');
  }
  if (to !== undefined && !FILE.test(to)) {
    throw invalid(
      `"${to}" is not a file for a chart`,
      'Write a relative path that ends in .svg: to="images/costs.svg".',
    );
  }
}

/** A chart in a file of its own. */
export interface ChartFile {
  /** Relative to the document. */
  readonly path: string;
  readonly text: string;
}

const CHECKSUM = /<!-- \/crossover sha256:([0-9a-f]{12}) -->\n$/;

/** Appends a checksum to a chart, by which manual changes are detected. */
export function chartWithChecksum({ path, text }: ChartFile, { sha256 }: Pick<Sources, 'sha256'>): ChartFile {
  return { path, text: `${text}<!-- /crossover sha256:${sha256(text).slice(0, 12)} -->\n` };
}

/** The state of a chart's file; `found` is its text, undefined where there is no file yet. */
export function chartState(
  found: string | undefined,
  { text }: ChartFile,
  { sha256 }: Pick<Sources, 'sha256'>,
): MarkerState {
  if (found === undefined) return 'empty';
  // Git may have changed the line endings.
  const plain = found.replaceAll('\r\n', '\n');
  if (plain === text) return 'current';
  return CHECKSUM.exec(plain)?.[1] === sha256(plain.replace(CHECKSUM, '')).slice(0, 12) ? 'stale' : 'edited';
}

/** The file of a chart as a relative address. */
export function addressOf({ file = '' }: ChartElement): string {
  return file.replaceAll(' ', '%20');
}

function invalid(message: string, hint: string): EstimatorError {
  return new EstimatorError('DOCUMENT_INVALID', message, hint);
}
