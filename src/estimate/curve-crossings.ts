import type { CostCurve, Crossing, CurveCost, CurvePoint } from '../model/curve-report.js';

/** Prices designs at one number of requests: those with the given indexes, or all; the others are undefined. */
export type PriceAt = (requests: number, designs?: readonly number[]) => CurvePoint;

/** Crossings that do not change the cheapest design are located less precisely. */
const MINOR_BISECTIONS = 4;
const MINOR_SHARE = 1 / 4;

/** Two designs, by index, of which `after` becomes the cheaper one. */
interface Pair {
  readonly before: number;
  readonly after: number;
}

/**
 * Finds where the curves of two feasible designs cross: the first whole number of requests at which the one that cost more
 * costs no more than the other. The step between two points of the curve is bisected until one request is left, or
 * `maxBisections` times. Two crossings within one step of the curve are not found.
 *
 * @param priceAt the function that priced the curve
 * @returns ascending by requests
 */
export function crossingsOf(curve: CostCurve, priceAt: PriceAt, maxBisections = 60): Crossing[] {
  const { points, designs } = curve;
  return points
    .slice(1)
    .flatMap((to, index) => {
      const from = points[index] as CurvePoint;
      return pairsBetween(from, to).map((pair) => {
        const isMinor = cheapestOf(from) !== pair.before && cheapestOf(to) !== pair.after;
        const bisections = isMinor ? Math.min(MINOR_BISECTIONS, Math.ceil(maxBisections * MINOR_SHARE)) : maxBisections;
        const { requests, isExact } = bisected(from, to, pair, { priceAt, maxBisections: bisections });
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
    const min = cheapest === undefined ? undefined : costs[cheapest];
    if (min === undefined || cost.monthlyUsd.lt(min.monthlyUsd)) cheapest = design;
  });
  return cheapest;
}

/** Pairs of designs of which one is cheaper at the start of a step and the other at its end. */
function pairsBetween(from: CurvePoint, to: CurvePoint): Pair[] {
  return from.costs.flatMap((_, before) =>
    from.costs.flatMap((_, after) =>
      before !== after && isCheaper(from, before, after) && isNoDearer(to, after, before) ? [{ before, after }] : [],
    ),
  );
}

function bisected(
  from: CurvePoint,
  to: CurvePoint,
  { before, after }: Pair,
  { priceAt, maxBisections }: { priceAt: PriceAt; maxBisections: number },
): { requests: number; isExact: boolean } {
  let [low, high] = [from.requests, to.requests];
  for (let bisection = 0; high - low > 1 && bisection < maxBisections; bisection += 1) {
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
