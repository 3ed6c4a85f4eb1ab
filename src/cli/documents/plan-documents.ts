import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type ChartFile, chartState } from '../../docs/chart-file.js';
import { DOCUMENT_EXTENSIONS, type DocumentFormat, documentFormat } from '../../docs/document-format.js';
import type { MarkerState } from '../../docs/marker-state.js';
import type { Sources } from '../../docs/priced-scenario.js';
import { type UpdatedDocument, updateDocument } from '../../docs/update-document.js';
import { type FoundFile, findDocuments, findFile, readDocument, type TextDocument } from '../../io/document-files.js';
import { sha256 } from '../../io/price-files.js';
import { scenarioPricer } from '../../io/scenario-pricer.js';
import { EstimatorError, type Problem } from '../../model/errors.js';
import { openPriceBook } from '../scenarios/pricing-options.js';
import { startProgress } from '../terminal/progress.js';

/** A document, and its text with every marker filled. */
export interface PlannedDocument extends TextDocument {
  readonly updated: UpdatedDocument;
  /** The files of its charts, as they are on disk. */
  readonly charts: readonly PlannedChart[];
}

/** The file of a chart, and its state on disk. */
export interface PlannedChart extends ChartFile {
  readonly state: MarkerState;
  readonly found: FoundFile;
}

/** How documents are filled. */
export interface DocumentOptions {
  /** Price files that override the price book. */
  readonly prices?: readonly string[] | undefined;
  /** Overwrite manual edits inside markers. */
  readonly force: boolean;
}

/**
 * Fills the markers of documents, without writing anything. Each scenario is priced once.
 *
 * @param paths documents, or folders with documents
 * @throws EstimatorError `DOCUMENT_INVALID` with every problem of every document, each with its line
 */
export async function planDocuments(
  paths: readonly string[],
  { prices = [], force }: DocumentOptions,
): Promise<PlannedDocument[]> {
  const found = findDocuments(paths, DOCUMENT_EXTENSIONS);
  const formats = found.map(formatOf);
  const price = scenarioPricer(openPriceBook({ prices }));
  const progress = startProgress(found.length, 'documents');
  const planned: PlannedDocument[] = [];
  for (const [index, path] of found.entries()) {
    progress.step(index);
    const document = readDocument(path);
    const sources: Sources = { price: (file) => price(resolve(dirname(path), file)), sha256 };
    const format = formats[index] ?? 'markdown';
    const onFilled = (share: number) => progress.step(index + share);
    const updated = await updateDocument(document.text, sources, { format, force, onFilled });
    planned.push({ ...document, updated, charts: updated.charts.map((chart) => plannedChart(chart, path)) });
  }
  progress.end();
  assertNoProblems(planned);
  return planned;
}

function plannedChart(chart: ChartFile, document: string): PlannedChart {
  const found = findFile(join(dirname(document), chart.path));
  return { path: found.path, text: chart.text, found, state: chartState(found.text, chart, { sha256 }) };
}

function formatOf(path: string): DocumentFormat {
  const format = documentFormat(path);
  if (format !== undefined) return format;
  if (path !== '-' && !existsSync(path)) {
    throw new EstimatorError('FILE_NOT_READABLE', `${path} does not exist`, 'Check the path.', 'document');
  }
  throw new EstimatorError(
    'ARGUMENT_INVALID',
    `${path} is not a document that crossover can fill`,
    `Give a file with one of these extensions: ${DOCUMENT_EXTENSIONS.map((extension) => `.${extension}`).join(' ')}.`,
    'document',
  );
}

function assertNoProblems(planned: readonly PlannedDocument[]): void {
  const problems = planned.flatMap(({ path, updated }) =>
    updated.problems.map((problem): Problem => ({ at: path, ...problem })),
  );
  const [first] = problems;
  if (first === undefined) return;
  throw new EstimatorError(
    'DOCUMENT_INVALID',
    problems.length === 1
      ? `${first.at}, line ${first.line}: ${first.message}`
      : `${problems.length} markers cannot be filled`,
    problems.length === 1 ? (first.hint ?? '') : 'No document was changed. Correct the markers, and run it again.',
    problems.length === 1 ? first.at : undefined,
    problems.length === 1 ? [] : problems,
  );
}
