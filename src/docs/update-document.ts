import { EstimatorError } from '../model/errors.js';
import { assertSuits, type ChartFile, sealedChart } from './chart-file.js';
import type { DocumentProblem } from './comment.js';
import { COMMENT_FORMS, type DocumentFormat } from './document-format.js';
import { findComments } from './find-comments.js';
import type { Marker } from './marker.js';
import { writtenContent } from './marker-content.js';
import { type MarkerState, markerState } from './marker-state.js';
import { NOT_ON_ITS_OWN_LINE, placeBlock, placeInline } from './placement.js';
import type { PricedScenario, Sources } from './priced-scenario.js';
import { normalForm, sealOf, sealWords } from './seal.js';
import { pairComments, type Slot } from './slot.js';

/** A marker with what stood in it and what belongs there. */
export interface MarkerFinding {
  readonly line: number;
  readonly marker: Marker;
  readonly state: MarkerState;
  readonly before: string;
  readonly after: string;
  readonly prices: string;
  readonly region: string;
}

export interface UpdatedDocument {
  /** The document with its markers filled; as it was where there are problems. */
  readonly text: string;
  readonly markers: readonly MarkerFinding[];
  /** In the order of their lines. */
  readonly problems: readonly DocumentProblem[];
  /** Charts that its markers show from files of their own. */
  readonly charts: readonly ChartFile[];
}

export interface UpdateOptions {
  readonly format: DocumentFormat;
  /** Overwrite what was edited by hand. */
  readonly force?: boolean;
  /** Called with the share of the markers that are done, for progress. */
  readonly onFilled?: (share: number) => void;
}

interface Filled {
  readonly finding: MarkerFinding;
  /** From the end of the opening comment to the end of the closing one. */
  readonly written: string;
  readonly charts: readonly ChartFile[];
}

/**
 * Fills the markers of a document. What was edited by hand stays, unless forced; nothing outside the markers changes, and
 * a second run changes nothing at all.
 */
export async function updateDocument(
  text: string,
  sources: Sources,
  { format, force = false, onFilled }: UpdateOptions,
): Promise<UpdatedDocument> {
  const { comments, problems: inComments } = findComments(text, format);
  const { slots, problems: inPairs } = pairComments(comments);
  const problems = [...inComments, ...inPairs];
  const failed = new Set<string>();
  const markers: MarkerFinding[] = [];
  const charts: ChartFile[] = [];
  const pieces: string[] = [];
  let end = 0;
  for (const [index, slot] of slots.entries()) {
    const filled = await fillSlot(text, slot, sources, format).catch((error: unknown) => problemOf(error, slot));
    onFilled?.((index + 1) / slots.length);
    if ('finding' in filled) {
      markers.push(filled.finding);
      const keeps = filled.finding.state === 'current' || (filled.finding.state === 'edited' && !force);
      if (!(keeps && filled.finding.state === 'edited')) charts.push(...filled.charts);
      pieces.push(text.slice(end, slot.open.end), keeps ? text.slice(slot.open.end, slot.close.end) : filled.written);
      end = slot.close.end;
    } else if (!failed.has(filled.message)) {
      // A scenario that cannot be read is said once, not at each of its markers.
      if (filled.ofScenario) failed.add(filled.message);
      problems.push(filled);
    }
  }
  if (problems.length > 0) return { text, markers, problems: problems.sort((a, b) => a.line - b.line), charts: [] };
  return { text: `${pieces.join('')}${text.slice(end)}`, markers, problems, charts };
}

async function fillSlot(document: string, slot: Slot, sources: Sources, format: DocumentFormat): Promise<Filled> {
  const { marker, open, close } = slot;
  const priced = await priceOf(marker, sources);
  assertSuits(marker, format);
  const { text, prices, charts } = await writtenContent(priced, marker, format);
  const place = marker.kind === 'value' ? placeInline : placeBlock;
  const fresh = place(text, document, slot, format);
  if (fresh === undefined) throw invalid(NOT_ON_ITS_OWN_LINE.message, NOT_ON_ITS_OWN_LINE.hint);
  const old = document.slice(open.end, close.start);
  const { region } = priced.report;
  const normalFresh = normalForm(fresh);
  const normal = { old: old === fresh ? normalFresh : normalForm(old), fresh: normalFresh };
  const seal = sealOf(normal.fresh, { prices, region }, sources.sha256);
  const state = markerState(slot, { ...normal, seal }, sources);
  const { before, after } = COMMENT_FORMS[format];
  // What differs in blanks alone is left as a formatter made it.
  const inner = normal.old === normal.fresh ? old : fresh;
  return {
    finding: { line: open.line, marker, state, before: old.trim(), after: fresh.trim(), prices, region },
    written: `${inner}${before}${sealWords(seal)}${after}`,
    charts: charts.map((chart) => sealedChart(chart, sources)),
  };
}

async function priceOf({ scenario }: Marker, sources: Sources): Promise<PricedScenario> {
  try {
    return await sources.price(scenario);
  } catch (error) {
    throw error instanceof EstimatorError ? new ScenarioProblem(error) : error;
  }
}

/** Tells a scenario that cannot be read from a marker that asks for what it does not have. */
class ScenarioProblem extends Error {
  constructor(readonly problem: EstimatorError) {
    super(problem.message);
  }
}

function problemOf(error: unknown, { open, marker }: Slot): DocumentProblem & { ofScenario: boolean } {
  if (error instanceof ScenarioProblem) {
    const { message, hint, problems } = error.problem;
    const all = problems.length > 1 ? problems.map((of) => `line ${of.line}: ${of.message}`).join('; ') : message;
    const named = all.includes(marker.scenario) ? all : `${marker.scenario}: ${all}`;
    return { line: open.line, message: named, hint, ofScenario: true };
  }
  if (!(error instanceof EstimatorError)) throw error;
  return { line: open.line, message: error.message, hint: error.hint, ofScenario: false };
}

function invalid(message: string, hint: string): EstimatorError {
  return new EstimatorError('DOCUMENT_INVALID', message, hint);
}
