import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type ChartFile, chartState } from '../../docs/chart-file.js';
import { DOCUMENT_EXTENSIONS, type DocumentFormat, documentFormat } from '../../docs/document-format.js';
import type { MarkerState } from '../../docs/marker-state.js';
import type { Sources } from '../../docs/priced-scenario.js';
import { type UpdatedDocument, updateDocument } from '../../docs/update-document.js';
import { type FoundFile, findDocuments, findFile, readDocument, type TextDocument } from '../../io/document-files.js';
import { sha256 } from '../../io/price-files.js';
import { scenarioPricer } from '../../io/priced-scenarios.js';
import { EstimatorError, type Problem } from '../../model/errors.js';
import { openBook } from '../scenarios/price-scenarios.js';
import { progressOf } from '../terminal/progress.js';

/** A document, and what its markers come to. */
export interface PlannedDocument extends TextDocument {
  readonly updated: UpdatedDocument;
  /** The files of its charts, where they are by now. */
  readonly charts: readonly PlannedChart[];
}

/** The file of a chart, and how it was found. */
export interface PlannedChart extends ChartFile {
  readonly state: MarkerState;
  readonly found: FoundFile;
}

/** How documents are filled. */
export interface DocumentOptions {
  /** Price files laid over the book. */
  readonly prices?: readonly string[] | undefined;
  /** Overwrite what was edited by hand. */
  readonly force: boolean;
}

/**
 * Works out what belongs into some documents, without writing anything. A scenario that many markers name is priced once.
 *
 * @param paths documents, or folders of them
 * @throws EstimatorError `DOCUMENT_INVALID` with every problem of every document, each with its line
 */
export async function planDocuments(
  paths: readonly string[],
  { prices = [], force }: DocumentOptions,
): Promise<PlannedDocument[]> {
  const found = findDocuments(paths, DOCUMENT_EXTENSIONS);
  const formats = found.map(formatOf);
  const price = scenarioPricer(openBook({ prices }));
  const progress = progressOf(found.length, 'documents');
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
  assertSound(planned);
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
    `${path} is no document that crossover knows`,
    `It knows them by their ending: ${DOCUMENT_EXTENSIONS.map((extension) => `.${extension}`).join(' ')}.`,
    'document',
  );
}

function assertSound(planned: readonly PlannedDocument[]): void {
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
    problems.length === 1 ? (first.hint ?? '') : 'No document was changed.',
    problems.length === 1 ? first.at : undefined,
    problems.length === 1 ? [] : problems,
  );
}
