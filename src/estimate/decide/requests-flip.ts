import type { RequestsFlip } from '../../model/reason.js';
import { numericPath } from '../../scenario/numeric-path.js';
import { breakEven } from './break-even.js';
import type { Asked } from './facts.js';

/** The requests are followed from a hundredth of what they are to a hundred times. */
const FOLLOWED_TIMES = 100;
/** Values of the grid where one is needed. */
const POINTS = 20;

/**
 * The requests nearest to those of the workload, in proportion, at which two designs change places.
 *
 * @returns null where they do not, from a hundredth of the requests to a hundred times as many; undefined where the
 *   requests are not one number
 */
export async function requestsFlip(
  between: readonly [string, string],
  { scenario, workload, book }: Asked,
): Promise<RequestsFlip | null | undefined> {
  if (workload === null || workload.parts.length > 0 || workload.requests === 0) return undefined;
  const { requests, at } = workload;
  const path = numericPath(`${at}.requests`, scenario);
  const to = Math.min(path.max, requests * FOLLOWED_TIMES);
  const over = { path, from: Math.floor(requests / FOLLOWED_TIMES), to };
  const { stretches, method } = await breakEven({ scenario, workload, between, over, book, points: POINTS });
  const own = stretches.findIndex(({ from, to: last }) => from <= requests && requests <= last);
  const [before, after] = [stretches[own - 1], stretches[own + 1]];
  const flips = [
    ...(before === undefined ? [] : [{ at: before.to, cheaper: before.cheaper, isMore: false }]),
    ...(after === undefined ? [] : [{ at: after.from, cheaper: after.cheaper, isMore: true }]),
  ].flatMap(({ cheaper, ...flip }) => (cheaper === null ? [] : [{ ...flip, cheaper, method }]));
  const factor = (value: number) => (value <= 0 ? Number.POSITIVE_INFINITY : Math.abs(Math.log(value / requests)));
  return flips.sort((a, b) => factor(a.at) - factor(b.at))[0] ?? null;
}
