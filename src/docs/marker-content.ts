import { priceDates } from '../estimate/price-dates.js';
import type { Result } from '../model/report.js';
import { BLOCK_KINDS, type BlockContent } from './block-kinds.js';
import type { ChartFile } from './chart-file.js';
import type { DocumentFormat } from './document-format.js';
import { inlineValue } from './inline-value.js';
import type { Marker } from './marker.js';
import type { MarkupWriter } from './part.js';
import type { PricedScenario } from './priced-scenario.js';
import { WRITERS } from './writers.js';

/** What belongs into a marker, before it is written in any markup. */
export type MarkerContent =
  | ({ readonly kind: 'block' } & BlockContent)
  | { readonly kind: 'inline'; readonly text: string; readonly results: readonly Result[] };

/**
 * Works out what belongs into a marker.
 *
 * @throws EstimatorError `DOCUMENT_INVALID` for a design, workload, path or format that does not suit the scenario
 */
export async function markerContent(priced: PricedScenario, marker: Marker): Promise<MarkerContent> {
  return marker.kind === 'value'
    ? { kind: 'inline', ...inlineValue(priced, marker) }
    : { kind: 'block', ...(await BLOCK_KINDS[marker.kind](priced, marker)) };
}

/** A content as it stands in a document. */
export interface WrittenContent {
  readonly text: string;
  /** Date of the newest price in it, ISO; `none` where nothing is priced. */
  readonly prices: string;
  /** Charts that stand in files of their own. */
  readonly charts: readonly ChartFile[];
}

/** What was written already, by scenario: the same numbers stand in many documents. */
const memo = new WeakMap<PricedScenario, Map<string, Promise<WrittenContent>>>();

/** The content in the markup of a document; worked out once for each scenario, marker and markup. */
export function writtenContent(
  priced: PricedScenario,
  marker: Marker,
  format: DocumentFormat,
): Promise<WrittenContent> {
  const known = memo.get(priced) ?? new Map<string, Promise<WrittenContent>>();
  memo.set(priced, known);
  const key = JSON.stringify([format, { ...marker, scenario: '' }]);
  const made = known.get(key) ?? markerContent(priced, marker).then((content) => write(content, WRITERS[format]));
  known.set(key, made);
  return made;
}

function write(content: MarkerContent, writer: MarkupWriter): WrittenContent {
  const text = content.kind === 'inline' ? writer.inline(content.text) : writer.block(content.parts);
  const parts = content.kind === 'inline' ? [] : content.parts;
  const charts = parts.flatMap((part) =>
    part.kind === 'chart' && part.file !== undefined ? [{ path: part.file, text: part.svg }] : [],
  );
  return { text, prices: priceDates([content]).newest || 'none', charts };
}
