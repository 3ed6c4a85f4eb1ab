import { EstimatorError } from '../model/errors.js';
import type { Result } from '../model/report.js';
import type { Marker } from './marker.js';
import { resultOf } from './marker-results.js';
import type { PricedScenario } from './priced-scenario.js';
import { type Figure, formatFigure } from './value-format.js';
import { figureAt } from './value-path.js';

/** An inline value as plain text, and the results it is computed from. */
export interface ValueContent {
  readonly text: string;
  readonly results: readonly Result[];
}

/**
 * Looks up the value that a marker names and formats it.
 *
 * @throws EstimatorError `DOCUMENT_INVALID` for an unknown design, workload or path, or an unsuitable format
 */
export function inlineValue(priced: PricedScenario, marker: Marker): ValueContent {
  const { path = '', format, workload } = marker;
  const result = resultOf(priced, marker);
  const other = marker.against === undefined ? undefined : resultOf(priced, { ...marker, design: marker.against });
  const requests = priced.scenario.workloads.find(({ name }) => name === (workload ?? result.workload))?.requests;
  const against = other === undefined ? undefined : figureOf(other, path);
  const formatted = formatFigure(figureOf(result, path), format, { against, requests });
  if ('message' in formatted) throw new EstimatorError('DOCUMENT_INVALID', formatted.message, formatted.hint);
  return { text: formatted.text, results: other === undefined ? [result] : [result, other] };
}

function figureOf(result: Result, path: string): Figure {
  const found = figureAt(result, path);
  if ('message' in found) throw new EstimatorError('DOCUMENT_INVALID', found.message, found.hint);
  return found.figure;
}
