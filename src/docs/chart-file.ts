import { EstimatorError } from '../model/errors.js';
import type { DocumentFormat } from './document-format.js';
import type { Marker } from './marker.js';
import type { MarkerState } from './marker-state.js';
import type { ChartPart } from './part.js';
import type { Sources } from './priced-scenario.js';

/** A path below or beside the document, without anything that markup or a browser would read in another way. */
const FILE = /^(?:\.\.?\/)*[\w-][\w. -]*(?:\/[\w-][\w. -]*)*\.svg$/;

/**
 * Refuses options that do not suit the kind of document.
 *
 * @throws EstimatorError `DOCUMENT_INVALID`: Markdown and AsciiDoc show charts from files; attributes are AsciiDoc's
 */
export function assertSuits({ kind, to, attribute }: Marker, format: DocumentFormat): void {
  if (attribute !== undefined) {
    if (format !== 'asciidoc') throw invalid('attribute= is for AsciiDoc', 'Leave it out.');
    if (!/^\w[\w-]*$/.test(attribute)) throw invalid(`"${attribute}" is no name of an attribute`, 'Write a word.');
  }
  if (kind !== 'chart') return;
  if (to === undefined && format !== 'html') {
    throw invalid('a chart needs a file to stand in', 'Say to="chart.svg": it is written beside the document.');
  }
  if (to !== undefined && !FILE.test(to)) {
    throw invalid(`"${to}" is no file for a chart`, 'Write a relative path that ends in .svg: to="images/costs.svg".');
  }
}

/** A chart in a file of its own. */
export interface ChartFile {
  /** Relative to the document. */
  readonly path: string;
  readonly text: string;
}

const SEAL = /<!-- \/crossover sha256:([0-9a-f]{12}) -->\n$/;

/** The chart with a seal at its end, by which a hand edit is found. */
export function sealedChart({ path, text }: ChartFile, { sha256 }: Pick<Sources, 'sha256'>): ChartFile {
  return { path, text: `${text}<!-- /crossover sha256:${sha256(text).slice(0, 12)} -->\n` };
}

/** How the file of a chart was found: undefined is a file that is not there yet. */
export function chartState(
  found: string | undefined,
  { text }: ChartFile,
  { sha256 }: Pick<Sources, 'sha256'>,
): MarkerState {
  if (found === undefined) return 'empty';
  // Git may have changed the line endings.
  const plain = found.replaceAll('\r\n', '\n');
  if (plain === text) return 'current';
  return SEAL.exec(plain)?.[1] === sha256(plain.replace(SEAL, '')).slice(0, 12) ? 'stale' : 'edited';
}

/** The file of a chart as an address. */
export function addressOf({ file = '' }: ChartPart): string {
  return file.replaceAll(' ', '%20');
}

function invalid(message: string, hint: string): EstimatorError {
  return new EstimatorError('DOCUMENT_INVALID', message, hint);
}
