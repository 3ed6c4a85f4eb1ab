import { EstimatorError } from '../../model/errors.js';
import type { PriceBookStamp } from '../../model/report.js';
import type { PriceBook } from '../../prices/price-book.js';
import { type NumericPath, numericPath } from '../../scenario/numeric-path.js';
import { likelyOf } from '../../scenario/ranges.js';
import type { InputRange, Scenario, Workload } from '../../scenario/scenario.js';
import { type PointCosts, PointPrices } from '../compiled/point-prices.js';
import { estimateDesign } from '../estimate.js';
import { priceBookStamp, priceDates } from '../price-dates.js';
import { quantileOf } from './distribution.js';
import { quasiRandom } from './quasi-random.js';

/** Independent parts of a sample, whose variance gives the standard error of the whole. */
const REPLICATES = 8;

/** Which workload to sample, and how often. */
export interface UncertaintyQuestion {
  readonly scenario: Scenario;
  readonly workload: Workload;
  readonly book: PriceBook;
  readonly samples: number;
  /** The same seed draws the same samples. */
  readonly seed: number;
  /** Called as samples are priced. */
  readonly onPriced?: (samples: number) => void;
}

/** The distribution of a design's cost over all samples, in cents a month. */
export interface DesignSpread {
  readonly design: string;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly mean: number;
  /** Share of the samples in which it is the cheapest feasible design; ties count for the first. */
  readonly cheapestShare: number;
  /** Standard error of that share. */
  readonly cheapestError: number;
  /** Standard error of the median. */
  readonly p50Error: number;
  /** Average cost above the cheapest design of each sample. */
  readonly regret: number;
  readonly infeasibleShare: number;
}

/** The distribution of the cost of every design where inputs are ranges. */
export interface Uncertainty {
  readonly scenario: Pick<Scenario, 'name' | 'region'>;
  readonly workload: string;
  readonly ranges: readonly InputRange[];
  readonly samples: number;
  readonly seed: number;
  /** In file order. */
  readonly designs: readonly DesignSpread[];
  readonly priceBook: PriceBookStamp;
}

/**
 * Prices the designs at samples of the ranges of a workload: quasi-random points, each range independent of the others.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` when the workload has no range
 */
export async function uncertainty(question: UncertaintyQuestion): Promise<Uncertainty> {
  const { scenario, workload, book, seed } = question;
  const ranges = workloadRanges(scenario, workload);
  const paths = ranges.map(({ at }) => numericPath(at, scenario));
  const prices = await PointPrices.of(
    { scenario, workload, paths, book },
    ranges.map(({ distribution }) => likelyOf(distribution)),
  );
  const each = Math.ceil(question.samples / REPLICATES);
  const replicates: PointCosts[][] = [];
  for (let replicate = 0; replicate < REPLICATES; replicate += 1) {
    const columns = sampledColumns(
      { ranges, paths, workload },
      quasiRandom(ranges.length, each, seed * REPLICATES + replicate),
    );
    replicates.push(scenario.designs.map((_, design) => prices.price(design, columns, each)));
    question.onPriced?.((replicate + 1) * each);
    // Lets the event loop show progress and handle a signal.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  const likely = scenario.designs.map((design) => estimateDesign(scenario, workload, design, book));
  return {
    scenario,
    workload: workload.name,
    ranges,
    samples: each * REPLICATES,
    seed,
    designs: scenario.designs.map(({ name }, design) => designSpread(name, design, replicates)),
    priceBook: priceBookStamp(book, priceDates([{ results: likely }])),
  };
}

/** The ranges of a workload, and of its parts where it is a mix. */
function workloadRanges({ ranges }: Scenario, workload: Workload): InputRange[] {
  const prefixes = [workload, ...workload.parts].map(({ at }) => `${at}.`);
  const own = ranges.filter(({ at }) => prefixes.some((prefix) => at.startsWith(prefix)));
  if (own.length > 0) return own;
  throw new EstimatorError(
    'ARGUMENT_INVALID',
    `Workload "${workload.name}" has no range`,
    'Replace a number with a range: requests: { low: 5M, likely: 10M, high: 30M }, or durationMs: { p50: 80, p90: 300 }',
    workload.at,
  );
}

interface Sampling {
  readonly ranges: readonly InputRange[];
  readonly paths: readonly NumericPath[];
  readonly workload: Workload;
}

/** Maps points of the unit cube to values, within the limits of each field, whole where it is. */
function sampledColumns({ ranges, paths, workload }: Sampling, points: readonly Float64Array[]): Float64Array[] {
  const columns = ranges.map(({ distribution }, index) => {
    const quantile = quantileOf(distribution);
    const { min, max, whole } = paths[index] as NumericPath;
    return (points[index] as Float64Array).map((share) => {
      const value = Math.min(max, Math.max(min, quantile(share)));
      return whole ? Math.round(value) : Number(value.toPrecision(12));
    });
  });
  const column = (field: string) => columns[ranges.findIndex(({ at }) => at === `${workload.at}.${field}`)];
  const [durations, cpus] = [column('durationMs'), column('cpuMs')];
  // CPU time is at most the duration: a larger sample is taken as all of it.
  cpus?.forEach((cpuMs, point) => {
    cpus[point] = Math.min(cpuMs, durations?.[point] ?? workload.durationMs);
  });
  if (cpus === undefined && workload.cpuMs !== undefined) {
    const { cpuMs } = workload;
    durations?.forEach((durationMs, point) => {
      durations[point] = Math.max(durationMs, cpuMs);
    });
  }
  return columns;
}

function designSpread(design: string, index: number, replicates: readonly (readonly PointCosts[])[]): DesignSpread {
  const cents = Float64Array.from(replicates.flatMap((costs) => [...(costs[index] as PointCosts).cents])).sort();
  const statistics = replicates.map((costs) => replicateStatistics(index, costs));
  const medians = replicates.map((costs) => quantileAt((costs[index] as PointCosts).cents.toSorted(), 0.5));
  const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    design,
    p10: quantileAt(cents, 0.1),
    p50: quantileAt(cents, 0.5),
    p90: quantileAt(cents, 0.9),
    mean: average([...cents]),
    cheapestShare: average(statistics.map(({ cheapest }) => cheapest)),
    cheapestError: standardError(statistics.map(({ cheapest }) => cheapest)),
    p50Error: standardError(medians),
    regret: average(statistics.map(({ regret }) => regret)),
    infeasibleShare: average(statistics.map(({ infeasible }) => infeasible)),
  };
}

/** How often a design is the cheapest in a replicate, and its average cost above the cheapest where it is feasible. */
function replicateStatistics(index: number, costs: readonly PointCosts[]) {
  const own = costs[index] as PointCosts;
  const count = own.cents.length;
  let [cheapest, regret, feasible] = [0, 0, 0];
  for (let point = 0; point < count; point += 1) {
    if (own.feasible[point] !== 1) continue;
    feasible += 1;
    const cents = own.cents[point] as number;
    let min = cents;
    let isFirst = true;
    for (const [other, { cents: theirs, feasible: can }] of costs.entries()) {
      if (can[point] !== 1 || other === index) continue;
      const their = theirs[point] as number;
      if (their < cents || (their === cents && other < index)) isFirst = false;
      if (their < min) min = their;
    }
    if (isFirst) cheapest += 1;
    regret += cents - min;
  }
  return {
    cheapest: cheapest / count,
    regret: feasible === 0 ? 0 : regret / feasible,
    infeasible: 1 - feasible / count,
  };
}

/** @param sorted ascending */
function quantileAt(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
}

function standardError(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
