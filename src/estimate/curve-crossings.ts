import type { CostCurve, Crossing, CurveCost, CurvePoint } from '../model/curve-report.js';

/** Prices some designs at one number of requests, or all of them; the others are left undefined. */
export type PriceAt = (requests: number, designs?: readonly number[]) => CurvePoint;

/** A crossing of two designs of which neither is the cheapest only shows that they cross: less of a step will do. */
const LESSER_HALVINGS = 4;
const LESSER_SHARE = 1 / 4;

/** Where two designs change places. */
interface Pair {
  readonly before: number;
  readonly after: number;
}

/**
 * Where curves cross: for two feasible designs the first whole number of requests at which the one that was dearer costs
 * no more than the other, found by halving the step between two points of the curve until nothing is left, or
 * `mostHalvings` times. Two crossings within one step of the curve are not seen.
 *
 * @param priceAt the estimate behind the curve
 * @returns ascending by requests
 */
export function crossingsOf(curve: CostCurve, priceAt: PriceAt, mostHalvings = 60): Crossing[] {
  const { points, designs } = curve;
  return points
    .slice(1)
    .flatMap((to, index) => {
      const from = points[index] as CurvePoint;
      return pairsBetween(from, to).map((pair) => {
        const isLesser = cheapestOf(from) !== pair.before && cheapestOf(to) !== pair.after;
        const halvings = isLesser ? Math.min(LESSER_HALVINGS, Math.ceil(mostHalvings * LESSER_SHARE)) : mostHalvings;
        const { requests, isExact } = halved(from, to, pair, { priceAt, mostHalvings: halvings });
        const at = requests === to.requests ? to : priceAt(requests);
        return {
          requests,
          isExact,
          monthlyUsd: (at.costs[pair.after] as CurveCost).monthlyUsd,
          before: designs[pair.before] as string,
          after: designs[pair.after] as string,
          changesCheapest: cheapestOf(from) === pair.before && cheapestOf(at) === pair.after,
        };
      });
    })
    .sort((a, b) => a.requests - b.requests);
}

/** Index of the cheapest feasible design; the first of several at the same cost. */
export function cheapestOf({ costs }: CurvePoint): number | undefined {
  let cheapest: number | undefined;
  costs.forEach((cost, design) => {
    if (cost?.feasible !== true) return;
    const least = cheapest === undefined ? undefined : costs[cheapest];
    if (least === undefined || cost.monthlyUsd.lt(least.monthlyUsd)) cheapest = design;
  });
  return cheapest;
}

/** Designs of which one is cheaper at the start and the other at the end of a step. */
function pairsBetween(from: CurvePoint, to: CurvePoint): Pair[] {
  return from.costs.flatMap((_, before) =>
    from.costs.flatMap((_, after) =>
      before !== after && isCheaper(from, before, after) && isNoDearer(to, after, before) ? [{ before, after }] : [],
    ),
  );
}

function halved(
  from: CurvePoint,
  to: CurvePoint,
  { before, after }: Pair,
  { priceAt, mostHalvings }: { priceAt: PriceAt; mostHalvings: number },
): { requests: number; isExact: boolean } {
  let [low, high] = [from.requests, to.requests];
  for (let halving = 0; high - low > 1 && halving < mostHalvings; halving += 1) {
    const middle = priceAt(Math.floor((low + high) / 2), [before, after]);
    if (isNoDearer(middle, after, before)) high = middle.requests;
    else low = middle.requests;
  }
  return { requests: high, isExact: high - low <= 1 };
}

function isCheaper({ costs }: CurvePoint, one: number, other: number): boolean {
  const [a, b] = [costs[one], costs[other]];
  return a?.feasible === true && b?.feasible === true && a.monthlyUsd.lt(b.monthlyUsd);
}

function isNoDearer({ costs }: CurvePoint, one: number, other: number): boolean {
  const [a, b] = [costs[one], costs[other]];
  return a?.feasible === true && b?.feasible === true && a.monthlyUsd.lte(b.monthlyUsd);
}
