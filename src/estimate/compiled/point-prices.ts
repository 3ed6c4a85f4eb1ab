import { type Decimal, nearestFloat } from '../../model/decimal.js';
import { toCents } from '../../model/quantity.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { NumericPath } from '../../scenario/numeric-path.js';
import type { Scenario, Workload } from '../../scenario/scenario.js';
import { withValues } from '../../scenario/with-value.js';
import { type Estimate, estimateDesign } from '../estimate.js';
import { type DesignFormulas, designFormulas } from './design-formulas.js';
import { FormulaFactory } from './formula-factory.js';
import { type ComputePoints, generateCode } from './generated-code.js';

/** Points computed by one call of the generated code. */
const BLOCK = 4096;
/** The relative error of a double times 100. */
const ROUNDING = 2 ** -52;

/** A scenario and the inputs of it that vary. */
export interface PointSource {
  readonly scenario: Scenario;
  readonly workload: Workload | null;
  /** The inputs that vary; values are given in this order. */
  readonly paths: readonly NumericPath[];
  readonly book: PriceBook;
}

/** The cost of one design at one point, estimated in full. */
export interface ExactPoint {
  readonly usd: Decimal;
  readonly feasible: boolean;
}

/** The cost of a design at many points, to the cent. */
export interface PointCosts {
  /** Whole cents. */
  readonly cents: Float64Array;
  /** 1 where the design is feasible. */
  readonly feasible: Uint8Array;
}

/**
 * Prices a scenario at many values of some of its numbers. Designs are compiled once where they can be. A point is estimated
 * in full where its cent is uncertain or the formulas are not valid; both results agree to the cent.
 */
export class PointPrices {
  /** Points priced, on one design each, and how many of them were estimated in full. */
  readonly count = { points: 0, full: 0 };
  private readonly usd = new Float64Array(BLOCK);
  private readonly bounds = new Float64Array(BLOCK);

  private constructor(
    readonly source: PointSource,
    /** By design; undefined where it is not compiled. */
    readonly designs: readonly (DesignFormulas | undefined)[],
    private readonly compiled: readonly (ComputePoints | undefined)[],
    readonly formulas: FormulaFactory,
  ) {}

  /**
   * Compiles the designs.
   *
   * @param at a value of every input at which services bill as many lines as anywhere, such as the largest
   * @param indexes of the designs to compile; all by default
   */
  static async of(source: PointSource, at: readonly number[], indexes?: readonly number[]): Promise<PointPrices> {
    const scenario = withValues(source.scenario, source.paths, at);
    const formulas = new FormulaFactory();
    const workload = scenario.workloads.find((candidate) => candidate.at === source.workload?.at) ?? null;
    const designs = scenario.designs.map((design, index) =>
      indexes === undefined || indexes.includes(index)
        ? designFormulas({ ...source, scenario, formulas }, workload, design)
        : undefined,
    );
    return new PointPrices(source, designs, designs.map(compiledCode), formulas);
  }

  /** Share of the points that were estimated in full. */
  get fullShare(): number {
    return this.count.points === 0 ? 0 : this.count.full / this.count.points;
  }

  /**
   * Prices a design at some points.
   *
   * @param columns the values of each input
   * @throws EstimatorError `ARGUMENT_INVALID` for values that are not allowed together
   */
  price(design: number, columns: readonly Float64Array[], count: number, into = emptyCosts(count)): PointCosts {
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

  /** Prices a design at one point in full. */
  exact(design: number, values: ArrayLike<number>): ExactPoint {
    const { monthlyUsd, feasible } = this.estimate(design, values);
    return { usd: monthlyUsd, feasible };
  }

  /** Estimates a design at one point with everything a report shows. */
  estimate(design: number, values: ArrayLike<number>): Estimate {
    const { scenario, workload, paths, book } = this.source;
    const changed = withValues(scenario, paths, values);
    const changedWorkload = changed.workloads.find(({ at }) => at === workload?.at) ?? null;
    return estimateDesign(changed, changedWorkload, changed.designs[design] as Scenario['designs'][number], book);
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
      const error = (bounds[point] as number) * 100 + scaled * ROUNDING;
      if (Math.abs(scaled - whole) < 0.5 - error) {
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

function emptyCosts(count: number): PointCosts {
  return { cents: new Float64Array(count), feasible: new Uint8Array(count) };
}

/** Generated code; undefined without formulas, or where a content security policy forbids generated code. */
function compiledCode(formulas: DesignFormulas | undefined): ComputePoints | undefined {
  if (formulas?.feasible === undefined) return undefined;
  try {
    return generateCode(formulas, { checksFeasibility: true });
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}
