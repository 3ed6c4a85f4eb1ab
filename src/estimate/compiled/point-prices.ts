import { type Decimal, nearestFloat } from '../../model/decimal.js';
import { toCents } from '../../model/quantity.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { NumericPath } from '../../scenario/numeric-path.js';
import type { Scenario, Workload } from '../../scenario/scenario.js';
import { withValues } from '../../scenario/with-value.js';
import { type Estimate, estimateDesign } from '../estimate.js';
import { type DesignFormulas, designFormulas } from './design-formulas.js';
import { FormulaBook } from './formula-book.js';
import { type ComputePoints, generateCode } from './generated-code.js';

/** Points computed in one go. */
const BLOCK = 4096;
/** A double times 100 may be off by one rounding. */
const ROUNDING = 2 ** -52;

/** What is varied, and where from. */
export interface PointSource {
  readonly scenario: Scenario;
  readonly workload: Workload | null;
  /** The inputs that vary; values are given in this order. */
  readonly paths: readonly NumericPath[];
  readonly book: PriceBook;
}

/** One point on one design, the full way. */
export interface ExactPoint {
  readonly usd: Decimal;
  readonly feasible: boolean;
}

/** What a design costs at many points, to the cent. */
export interface PointCosts {
  /** Whole cents. */
  readonly cents: Float64Array;
  /** 1 where the design can do the work. */
  readonly feasible: Uint8Array;
}

/**
 * Prices a scenario at many values of some of its numbers. Designs are compiled once where they can be; a point whose cent
 * is in doubt, or where the formulas do not hold, is priced the full way. Both ways agree to the cent.
 */
export class PointPrices {
  /** Points priced, on one design each, and how many of them the full way. */
  readonly count = { points: 0, full: 0 };
  private readonly usd = new Float64Array(BLOCK);
  private readonly bounds = new Float64Array(BLOCK);

  private constructor(
    readonly source: PointSource,
    /** By design; undefined where it is priced the full way. */
    readonly designs: readonly (DesignFormulas | undefined)[],
    private readonly compiled: readonly (ComputePoints | undefined)[],
    readonly formulas: FormulaBook,
  ) {}

  /**
   * Compiles the designs.
   *
   * @param at some value of every input, such as its largest: services that bill more lines there than elsewhere are
   *   compiled with them
   * @param of places of the designs that will be asked for; all of them where they are not named
   */
  static async of(source: PointSource, at: readonly number[], of?: readonly number[]): Promise<PointPrices> {
    const scenario = withValues(source.scenario, source.paths, at);
    const formulas = new FormulaBook();
    const workload = scenario.workloads.find((of) => of.at === source.workload?.at) ?? null;
    const designs = scenario.designs.map((design, place) =>
      of === undefined || of.includes(place)
        ? designFormulas({ ...source, scenario, formulas }, workload, design)
        : undefined,
    );
    return new PointPrices(source, designs, designs.map(compiled), formulas);
  }

  /** Share of the points that were priced the full way. */
  get fullShare(): number {
    return this.count.points === 0 ? 0 : this.count.full / this.count.points;
  }

  /**
   * What a design costs at some points.
   *
   * @param columns the values of each input
   * @throws EstimatorError `ARGUMENT_INVALID` for values that may not stand together
   */
  price(design: number, columns: readonly Float64Array[], count: number, into = newCosts(count)): PointCosts {
    for (let start = 0; start < count; start += BLOCK) {
      const end = Math.min(count, start + BLOCK);
      this.priceBlock(
        design,
        columns.map((column) => column.subarray(start, end)),
        {
          cents: into.cents.subarray(start, end),
          feasible: into.feasible.subarray(start, end),
        },
      );
    }
    return into;
  }

  /** One point on one design, the full way. */
  exact(design: number, values: ArrayLike<number>): ExactPoint {
    const { monthlyUsd, feasible } = this.estimate(design, values);
    return { usd: monthlyUsd, feasible };
  }

  /** The same with everything a report shows. */
  estimate(design: number, values: ArrayLike<number>): Estimate {
    const { scenario, workload, paths, book } = this.source;
    const changed = withValues(scenario, paths, values);
    const asked = changed.workloads.find(({ at }) => at === workload?.at) ?? null;
    return estimateDesign(changed, asked, changed.designs[design] as Scenario['designs'][number], book);
  }

  private priceBlock(design: number, columns: readonly Float64Array[], { cents, feasible }: PointCosts): void {
    const { usd, bounds } = this;
    const count = cents.length;
    const compute = this.compiled[design];
    if (compute === undefined) usd.fill(Number.NaN, 0, count);
    else compute(columns, count, usd, bounds);
    this.count.points += count;
    for (let point = 0; point < count; point += 1) {
      const scaled = (usd[point] as number) * 100;
      const whole = Math.floor(scaled + 0.5);
      const off = (bounds[point] as number) * 100 + scaled * ROUNDING;
      if (Math.abs(scaled - whole) < 0.5 - off) {
        cents[point] = whole;
        feasible[point] = 1;
      } else this.pricePoint(design, columns, point, { cents, feasible });
    }
  }

  private pricePoint(design: number, columns: readonly Float64Array[], point: number, into: PointCosts): void {
    this.count.full += 1;
    const exact = this.exact(
      design,
      columns.map((column) => column[point] as number),
    );
    into.cents[point] = nearestFloat(toCents(exact.usd).times(100));
    into.feasible[point] = exact.feasible ? 1 : 0;
  }
}

function newCosts(count: number): PointCosts {
  return { cents: new Float64Array(count), feasible: new Uint8Array(count) };
}

/** Generated code; undefined where there are no formulas, or where a page forbids code made from text. */
function compiled(formulas: DesignFormulas | undefined): ComputePoints | undefined {
  if (formulas?.feasible === undefined) return undefined;
  try {
    return generateCode(formulas, { isFeasible: true });
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}
