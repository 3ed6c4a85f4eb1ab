import { priceDates } from '../estimate/price-dates.js';
import type { Result } from '../model/report.js';
import { asciidocWriter } from './asciidoc-writer.js';
import type { MarkupWriter } from './block-element.js';
import { BLOCK_KINDS, type BlockContent } from './block-kinds.js';
import type { ChartFile } from './chart-file.js';
import type { DocumentFormat } from './document-format.js';
import { htmlWriter } from './html-writer.js';
import { inlineValue } from './inline-value.js';
import { markdownWriter } from './markdown-writer.js';
import type { Marker } from './marker.js';
import type { PricedScenario } from './priced-scenario.js';

/** The content of a marker, before it is written as markup. */
export type MarkerContent =
  | ({ readonly kind: 'block' } & BlockContent)
  | { readonly kind: 'inline'; readonly text: string; readonly results: readonly Result[] };

/**
 * Computes the content of a marker.
 *
 * @throws EstimatorError `DOCUMENT_INVALID` for a design, workload, path or format that does not suit the scenario
 */
export async function markerContent(priced: PricedScenario, marker: Marker): Promise<MarkerContent> {
  return marker.kind === 'value'
    ? { kind: 'inline', ...inlineValue(priced, marker) }
    : { kind: 'block', ...(await BLOCK_KINDS[marker.kind](priced, marker)) };
}

/** Content in the markup of a document. */
export interface WrittenContent {
  readonly text: string;
  /** Date of the newest price in it, ISO; `none` where nothing is priced. */
  readonly prices: string;
  /** Charts in files of their own. */
  readonly charts: readonly ChartFile[];
}

/** The markup of each kind of document. */
const WRITERS: Readonly<Record<DocumentFormat, MarkupWriter>> = {
  markdown: markdownWriter,
  mdx: markdownWriter,
  asciidoc: asciidocWriter,
  html: htmlWriter,
};

/** Written content by scenario, because many documents show the same numbers. */
const writtenContents = new WeakMap<PricedScenario, Map<string, Promise<WrittenContent>>>();

/** Writes the content of a marker in the markup of a document, once for each scenario, marker and markup. */
export function writtenContent(
  priced: PricedScenario,
  marker: Marker,
  format: DocumentFormat,
): Promise<WrittenContent> {
  const known = writtenContents.get(priced) ?? new Map<string, Promise<WrittenContent>>();
  writtenContents.set(priced, known);
  const key = JSON.stringify([format, { ...marker, scenario: '' }]);
  const made = known.get(key) ?? markerContent(priced, marker).then((content) => write(content, WRITERS[format]));
  known.set(key, made);
  return made;
}

function write(content: MarkerContent, writer: MarkupWriter): WrittenContent {
  const text = content.kind === 'inline' ? writer.inline(content.text) : writer.block(content.elements);
  const elements = content.kind === 'inline' ? [] : content.elements;
  const charts = elements.flatMap((element) =>
    element.kind === 'chart' && element.file !== undefined ? [{ path: element.file, text: element.svg }] : [],
  );
  return { text, prices: priceDates([content]).newest || 'none', charts };
}
