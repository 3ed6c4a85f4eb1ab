import { withValue } from '../../scenario/with-value.js';
import { type BreakEven, type BreakEvenQuestion, breakEven, type Over } from './break-even.js';

/** Break-evens over one input for values of another: the boundary between two designs in the plane of both inputs. */
export interface Frontier {
  /** The second input. */
  readonly along: Over;
  /** Ascending by `at`, a value of the second input. */
  readonly rows: readonly { readonly at: number; readonly found: BreakEven }[];
}

/**
 * Computes the break-even of a question along a second input.
 *
 * @param count values of the second input, both ends included
 * @returns one break-even for each value; whole numbers appear once
 * @throws EstimatorError as `breakEven` does
 */
export async function frontier(question: BreakEvenQuestion, along: Over, count: number): Promise<Frontier> {
  const rows = [];
  for (const at of evenlySpaced(along, count)) {
    const scenario = withValue(question.scenario, along.path, at);
    const workload = scenario.workloads.find(({ at: path }) => path === question.workload?.at) ?? null;
    rows.push({ at, found: await breakEven({ ...question, scenario, workload }) });
  }
  return { along, rows };
}

/** Evenly spaced values, both ends included; whole where the input is, each once. */
function evenlySpaced({ path, from, to }: Over, count: number): number[] {
  const values = Array.from({ length: count }, (_, step) => from + ((to - from) * step) / (count - 1));
  return [...new Set(values.map((value) => (path.whole ? Math.round(value) : Number(value.toPrecision(12)))))];
}
