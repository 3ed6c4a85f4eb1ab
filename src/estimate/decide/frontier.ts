import { withValue } from '../../scenario/with-value.js';
import { type BreakEven, type BreakEvenQuestion, breakEven, type Over } from './break-even.js';

/** Break-evens over one number, for values of another: the line between two designs in the plane of both. */
export interface Frontier {
  /** The second input. */
  readonly along: Over;
  /** Ascending by `at`, a value of the second input. */
  readonly rows: readonly { readonly at: number; readonly found: BreakEven }[];
}

/**
 * Follows the break-even of a question along a second number.
 *
 * @param count values of the second number, both ends included
 * @returns one break-even for each value; whole numbers appear once
 * @throws EstimatorError as `breakEven` does
 */
export async function frontier(question: BreakEvenQuestion, along: Over, count: number): Promise<Frontier> {
  const rows = [];
  for (const at of spread(along, count)) {
    const scenario = withValue(question.scenario, along.path, at);
    const workload = scenario.workloads.find((of) => of.at === question.workload?.at) ?? null;
    rows.push({ at, found: await breakEven({ ...question, scenario, workload }) });
  }
  return { along, rows };
}

/** Values from end to end, each as much apart; whole where the number is, and none twice. */
function spread({ path, from, to }: Over, count: number): number[] {
  const values = Array.from({ length: count }, (_, step) => from + ((to - from) * step) / (count - 1));
  return [...new Set(values.map((value) => (path.whole ? Math.round(value) : Number(value.toPrecision(12)))))];
}
