import { EstimatorError } from '../model/errors.js';
import { assertFitsFormat, type ChartFile, chartWithChecksum } from './chart-file.js';
import { checksumOf, formatChecksum, normalForm } from './checksum.js';
import type { DocumentProblem } from './comment.js';
import { layOutBlock, layOutInlineValue, NOT_ON_ITS_OWN_LINE } from './content-layout.js';
import { COMMENT_FORMS, type DocumentFormat } from './document-format.js';
import { findComments } from './find-comments.js';
import type { Marker } from './marker.js';
import { writtenContent } from './marker-content.js';
import { type MarkerState, markerState } from './marker-state.js';
import { type Placeholder, pairComments } from './placeholder.js';
import type { PricedScenario, Sources } from './priced-scenario.js';

/** A marker with its content before and after the update. */
export interface MarkerFinding {
  readonly line: number;
  readonly marker: Marker;
  readonly state: MarkerState;
  readonly before: string;
  readonly after: string;
  readonly prices: string;
  readonly region: string;
}

/** A document with its markers filled, or the problems of its markers. */
export interface UpdatedDocument {
  /** Unchanged where there are problems. */
  readonly text: string;
  readonly markers: readonly MarkerFinding[];
  /** In the order of their lines. */
  readonly problems: readonly DocumentProblem[];
  /** Charts that its markers show from files of their own. */
  readonly charts: readonly ChartFile[];
}

/** How a document is updated. */
export interface UpdateOptions {
  readonly format: DocumentFormat;
  /** Overwrite content that a person changed. */
  readonly force?: boolean;
  /** Called with the share of the markers that are done, for progress. */
  readonly onFilled?: (share: number) => void;
}

interface FilledPlaceholder {
  readonly finding: MarkerFinding;
  /** From the end of the opening comment to the end of the closing one. */
  readonly written: string;
  readonly charts: readonly ChartFile[];
}

/**
 * Fills the markers of a document. Content that a person changed is kept unless forced, text outside the markers never changes,
 * and a second update changes nothing.
 */
export async function updateDocument(
  text: string,
  sources: Sources,
  { format, force = false, onFilled }: UpdateOptions,
): Promise<UpdatedDocument> {
  const { comments, problems: inComments } = findComments(text, format);
  const { placeholders, problems: inPairs } = pairComments(comments);
  const problems = [...inComments, ...inPairs];
  const failed = new Set<string>();
  const markers: MarkerFinding[] = [];
  const charts: ChartFile[] = [];
  const pieces: string[] = [];
  let end = 0;
  for (const [index, placeholder] of placeholders.entries()) {
    const filled = await fillPlaceholder(text, placeholder, sources, format).catch((error: unknown) =>
      problemOf(error, placeholder),
    );
    onFilled?.((index + 1) / placeholders.length);
    if ('finding' in filled) {
      markers.push(filled.finding);
      const keeps = filled.finding.state === 'current' || (filled.finding.state === 'edited' && !force);
      if (!(keeps && filled.finding.state === 'edited')) charts.push(...filled.charts);
      pieces.push(
        text.slice(end, placeholder.open.end),
        keeps ? text.slice(placeholder.open.end, placeholder.close.end) : filled.written,
      );
      end = placeholder.close.end;
    } else if (!failed.has(filled.message)) {
      // A scenario that cannot be read is reported once, not for each of its markers.
      if (filled.ofScenario) failed.add(filled.message);
      problems.push(filled);
    }
  }
  if (problems.length > 0) return { text, markers, problems: problems.sort((a, b) => a.line - b.line), charts: [] };
  return { text: `${pieces.join('')}${text.slice(end)}`, markers, problems, charts };
}

async function fillPlaceholder(
  document: string,
  placeholder: Placeholder,
  sources: Sources,
  format: DocumentFormat,
): Promise<FilledPlaceholder> {
  const { marker, open, close } = placeholder;
  const priced = await priceOf(marker, sources);
  assertFitsFormat(marker, format);
  const { text, prices, charts } = await writtenContent(priced, marker, format);
  const layOut = marker.kind === 'value' ? layOutInlineValue : layOutBlock;
  const updated = layOut(text, document, placeholder, format);
  if (updated === undefined) throw invalid(NOT_ON_ITS_OWN_LINE.message, NOT_ON_ITS_OWN_LINE.hint);
  const old = document.slice(open.end, close.start);
  const { region } = priced.report;
  const normalUpdated = normalForm(updated);
  const normal = { old: old === updated ? normalUpdated : normalForm(old), updated: normalUpdated };
  const checksum = checksumOf(normal.updated, { prices, region }, sources.sha256);
  const state = markerState(placeholder, { ...normal, checksum }, sources);
  const { before, after } = COMMENT_FORMS[format];
  // Content that differs only in blanks is left as a formatter wrote it.
  const inner = normal.old === normal.updated ? old : updated;
  return {
    finding: { line: open.line, marker, state, before: old.trim(), after: updated.trim(), prices, region },
    written: `${inner}${before}${formatChecksum(checksum)}${after}`,
    charts: charts.map((chart) => chartWithChecksum(chart, sources)),
  };
}

async function priceOf({ scenario }: Marker, sources: Sources): Promise<PricedScenario> {
  try {
    return await sources.price(scenario);
  } catch (error) {
    throw error instanceof EstimatorError ? new ScenarioError(error) : error;
  }
}

/** Distinguishes a scenario that cannot be read from a marker that names something unknown. */
class ScenarioError extends Error {
  constructor(readonly problem: EstimatorError) {
    super(problem.message);
  }
}

function problemOf(error: unknown, { open, marker }: Placeholder): DocumentProblem & { ofScenario: boolean } {
  if (error instanceof ScenarioError) {
    const { message, hint, problems } = error.problem;
    const all =
      problems.length > 1 ? problems.map((problem) => `line ${problem.line}: ${problem.message}`).join('; ') : message;
    const named = all.includes(marker.scenario) ? all : `${marker.scenario}: ${all}`;
    return { line: open.line, message: named, hint, ofScenario: true };
  }
  if (!(error instanceof EstimatorError)) throw error;
  return { line: open.line, message: error.message, hint: error.hint, ofScenario: false };
}

function invalid(message: string, hint: string): EstimatorError {
  return new EstimatorError('DOCUMENT_INVALID', message, hint);
}
