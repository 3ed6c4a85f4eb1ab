import { nearestFloat } from '../../model/decimal.js';
import { EstimatorError } from '../../model/errors.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { Scenario, Workload } from '../../scenario/scenario.js';
import { withValues } from '../../scenario/with-value.js';
import { type PointCosts, PointPrices } from '../compiled/point-prices.js';
import { type Axis, columnsAt, gridSize } from './sweep-axis.js';

/** Points tried to find one whose values are allowed together. */
const MAX_TRIED_POINTS = 10_000;

/** Which inputs of a scenario to sweep. */
export interface SweepQuestion {
  readonly scenario: Scenario;
  readonly workload: Workload | null;
  readonly axes: readonly Axis[];
  readonly book: PriceBook;
  /** Whether points whose values are not allowed together are left without a price instead of refused. */
  readonly skipInvalid: boolean;
}

/** Consecutive points of the grid. */
export interface SweepBlock {
  readonly first: number;
  readonly count: number;
  /** Values of each axis. */
  readonly columns: readonly Float64Array[];
  /** Of each design. */
  readonly costs: readonly PointCosts[];
  /** Why a point has no price, by its index in the block. */
  readonly invalid: ReadonlyMap<number, string>;
}

/** A scenario compiled for a sweep. */
export class Sweep {
  private constructor(
    readonly question: SweepQuestion,
    private readonly prices: PointPrices,
  ) {}

  /** Compiles the designs of a scenario. */
  static async of(question: SweepQuestion): Promise<Sweep> {
    const { scenario, workload, axes, book } = question;
    const paths = axes.map(({ path }) => path);
    const at = allowedPoint(question, nearestFloat(gridSize(axes)));
    return new Sweep(question, await PointPrices.of({ scenario, workload, paths, book }, at));
  }

  /** Prices consecutive points. */
  block(first: number, count: number): SweepBlock {
    const { scenario, axes } = this.question;
    const columns = columnsAt(axes, first, count);
    const invalid = new Map<number, string>();
    const costs = scenario.designs.map((_, design) => this.priced(design, columns, { count, invalid }));
    return { first, count, columns, costs, invalid };
  }

  private priced(
    design: number,
    columns: readonly Float64Array[],
    { count, invalid }: { count: number; invalid: Map<number, string> },
  ): PointCosts {
    if (!this.question.skipInvalid) return this.prices.price(design, columns, count);
    const costs = { cents: new Float64Array(count), feasible: new Uint8Array(count) };
    try {
      return this.prices.price(design, columns, count, costs);
    } catch (error) {
      if (!(error instanceof EstimatorError)) throw error;
    }
    for (let point = 0; point < count; point += 1) {
      try {
        const one = {
          cents: costs.cents.subarray(point, point + 1),
          feasible: costs.feasible.subarray(point, point + 1),
        };
        this.prices.price(
          design,
          columns.map((column) => column.subarray(point, point + 1)),
          1,
          one,
        );
      } catch (error) {
        if (!(error instanceof EstimatorError)) throw error;
        invalid.set(point, error.message);
      }
    }
    return costs;
  }
}

/**
 * Finds a point whose values are allowed together: the last one, or else the first.
 *
 * @throws EstimatorError of the last point when none of the first is allowed
 */
function allowedPoint({ scenario, axes }: SweepQuestion, points: number): number[] {
  const paths = axes.map(({ path }) => path);
  let refused: unknown;
  for (const point of [points - 1, ...Array(Math.min(points - 1, MAX_TRIED_POINTS)).keys()]) {
    const values = columnsAt(axes, point, 1).map(([value = 0]) => value);
    try {
      withValues(scenario, paths, values);
      return values;
    } catch (error) {
      if (!(error instanceof EstimatorError)) throw error;
      refused ??= error;
    }
  }
  throw refused;
}
