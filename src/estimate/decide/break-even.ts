import { EstimatorError } from '../../model/errors.js';
import { nearest } from '../../model/nearest.js';
import type { PriceBookStamp } from '../../model/report.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { NumericPath } from '../../scenario/numeric-path.js';
import type { Scenario, Workload } from '../../scenario/scenario.js';
import { withValue } from '../../scenario/with-value.js';
import { PointPrices } from '../compiled/point-prices.js';
import type { Estimate } from '../estimate.js';
import { priceBookStamp } from '../price-dates.js';
import { compiledComparison, exactOrder, type Pair } from './compiled-comparison.js';
import { findStretches, findStretchesOnGrid, type Order, type Stretch, type Stretches } from './order-changes.js';

/** An input of a scenario and the range it varies over, both ends included. */
export interface Over {
  readonly path: NumericPath;
  readonly from: number;
  readonly to: number;
}

/** Which two designs to compare, over which values of an input. */
export interface BreakEvenQuestion {
  readonly scenario: Scenario;
  readonly workload: Workload | null;
  /** Names of two designs. */
  readonly between: readonly [string, string];
  /** The input that varies. */
  readonly over: Over;
  readonly book: PriceBook;
  /** Values of the grid where a total is not compiled. */
  readonly points: number;
  /** Called as values of the grid are priced, for progress. */
  readonly onLooked?: (values: number) => void;
}

/** A range of the input over which the same design is cheaper. */
export interface CheaperStretch {
  readonly from: number;
  readonly to: number;
  /** null where both cost the same. */
  readonly cheaper: string | null;
}

/** From the value `at` on, another design is the cheaper one. */
export interface Crossing {
  readonly at: number;
  readonly before: string | null;
  readonly after: string | null;
  readonly totals: readonly Estimate[];
}

/** Where the cheaper of two designs changes as one input varies. */
export interface BreakEven {
  readonly scenario: Pick<Scenario, 'name' | 'region'>;
  readonly workload: string | null;
  readonly between: readonly [string, string];
  readonly over: Over;
  /** Distance of neighbouring values of the input: 1 for whole numbers. */
  readonly resolution: number;
  /**
   * `exact`: no crossing is missing (where cold starts are simulated, by bounds that hold in tests of the model, without
   * proof). `grid`: there may be more between two values of the grid.
   */
  readonly method: 'exact' | 'grid';
  /** Values of the grid; null where there is none. */
  readonly gridValues: number | null;
  /** Ranges in which only values of a grid were priced; outside them no crossing is missing. */
  readonly gridRanges: readonly { readonly from: number; readonly to: number }[];
  /** Whether all crossings are listed. */
  readonly complete: boolean;
  /** Ascending by `at`. */
  readonly crossings: readonly Crossing[];
  /** Ascending, without gaps, from one end of the range to the other. */
  readonly stretches: readonly CheaperStretch[];
  /** Totals at both ends. */
  readonly ends: readonly [readonly Estimate[], readonly Estimate[]];
  readonly priceBook: PriceBookStamp;
}

/** Fields that take decimals vary in thousandths. */
const DECIMAL_SCALE = 1000;
/** Values of the grid where compiled totals take some microseconds each. */
const COMPILED_POINTS = 4000;
/** Ranges analyzed where bounds take some tens of microseconds each. */
const MAX_BOUNDED_RANGES = 20_000;
/** Crossings listed with their totals. */
const MAX_LISTED = 1000;

/**
 * Finds where the cheaper of two designs changes.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` for unknown designs and for values that are not allowed
 */
export async function breakEven(question: BreakEvenQuestion): Promise<BreakEven> {
  const { scenario, over, book } = question;
  const pair = question.between.map((name) => indexOfDesign(scenario, name)) as [number, number];
  const between = pair.map((design) => scenario.designs[design]?.name ?? '') as [string, string];
  const prices = await pricesOver(question, pair);
  const scale = over.path.whole ? 1 : DECIMAL_SCALE;
  const { stretches, complete, sampled } = search(prices, { pair, scale, question });
  const totalsAt = (value: number) => pair.map((design) => prices.estimate(design, [value]));
  const nameOf = (order: Order) => (order === 0 ? null : between[order === -1 ? 0 : 1]);
  const changes = mergedStretches(stretches).slice(0, MAX_LISTED + 1);
  const crossings = changes.slice(1).map((stretch, index) => ({
    at: stretch.first / scale,
    before: nameOf(changes[index]?.order ?? 0),
    after: nameOf(stretch.order),
    totals: totalsAt(stretch.first / scale),
  }));
  const ends = [totalsAt(over.from), totalsAt(over.to)] as const;
  const dates = [...ends.flat(), ...crossings.flatMap(({ totals }) => totals)].flatMap(({ lines }) =>
    lines.map(({ publishedOn }) => publishedOn),
  );
  dates.sort();
  return {
    scenario,
    workload: question.workload?.name ?? null,
    between,
    over,
    resolution: 1 / scale,
    method: sampled.length === 0 ? 'exact' : 'grid',
    gridValues: sampled.length === 0 ? null : sampled.reduce((values, { numbers }) => values + numbers, 0),
    gridRanges: sampled.map(({ first, last }) => ({ from: first / scale, to: last / scale })),
    complete: complete && changes.length <= MAX_LISTED,
    crossings,
    stretches: changes.map(({ first, last, order }) => ({
      from: first / scale,
      to: last / scale,
      cheaper: nameOf(order),
    })),
    ends,
    priceBook: priceBookStamp(book, { oldest: dates[0] ?? '', newest: dates.at(-1) ?? '' }),
  };
}

async function pricesOver({ scenario, workload, over, book }: BreakEvenQuestion, pair: Pair): Promise<PointPrices> {
  // Refuses a range of which an end is not allowed before anything is priced.
  for (const end of [over.from, over.to]) withValue(scenario, over.path, end);
  return PointPrices.of({ scenario, workload, paths: [over.path], book }, [over.to], pair);
}

interface Search {
  readonly pair: Pair;
  readonly scale: number;
  readonly question: BreakEvenQuestion;
}

function search(prices: PointPrices, { pair, scale, question: { over, points, onLooked } }: Search): Stretches {
  const [first, last] = [Math.ceil(over.from * scale), Math.floor(over.to * scale)];
  const compiled = compiledComparison(prices, pair, scale);
  const known = new Map<number, Order>();
  const order = (at: number) => {
    const found = known.get(at) ?? compiled?.order(at) ?? exactOrder(prices, pair, at / scale);
    known.set(at, found);
    onLooked?.(known.size);
    return found;
  };
  if (compiled?.isBounded === true) {
    const gridIn = (from: number, to: number) => gridOf(from, to, points);
    const maxRanges = compiled.hasFastBounds ? undefined : MAX_BOUNDED_RANGES;
    const found = findStretches({ ...compiled, order }, [first, last], { gridOf: gridIn, maxRanges });
    // Where bounds decide too little, as where both cost nearly the same all along, a grid is priced instead.
    if (found.complete || compiled.hasFastBounds) return found;
  }
  const grid = gridOf(first, last, compiled === undefined ? points : Math.max(points, COMPILED_POINTS));
  return {
    stretches: findStretchesOnGrid(order, grid),
    complete: true,
    sampled: [{ first, last, numbers: grid.length }],
  };
}

/** Whole numbers from first to last: half of them evenly spaced, half in geometric progression. */
function gridOf(first: number, last: number, points: number): number[] {
  const steps = Math.max(1, Math.ceil(Math.min(points, last - first) / 2));
  const even = (step: number) => first + Math.round(((last - first) / steps) * step);
  const geometric = (step: number) => first + Math.round((last - first + 1) ** (step / steps)) - 1;
  const grid = Array.from({ length: steps + 1 }, (_, step) => [even(step), geometric(step)]).flat();
  return [...new Set(grid)].sort((a, b) => a - b);
}

/** Joins a single value at which both cost the same with the stretch after it: it is the crossing itself. */
function mergedStretches(stretches: readonly Stretch[]): Stretch[] {
  const kept: Stretch[] = [];
  for (const [index, stretch] of stretches.entries()) {
    const next = stretches[index + 1];
    const isPoint = stretch.order === 0 && stretch.first === stretch.last && kept.length > 0 && next !== undefined;
    if (isPoint) continue;
    const before = kept.at(-1);
    const from = before === undefined ? stretch.first : before.last + 1;
    if (before?.order === stretch.order) kept[kept.length - 1] = { ...before, last: stretch.last };
    else kept.push({ ...stretch, first: from });
  }
  return kept;
}

/**
 * Finds the end of the stretch around a value that is nearest to it in proportion and beyond which one design is cheaper.
 *
 * @param exceptFor a design that does not count as a change
 */
export function nearestChange(
  stretches: readonly CheaperStretch[],
  value: number,
  exceptFor?: string,
): { readonly at: number; readonly cheaper: string; readonly isMore: boolean } | undefined {
  const own = stretches.findIndex(({ from, to }) => from <= value && value <= to);
  const [before, after] = [stretches[own - 1], stretches[own + 1]];
  const changes = [
    ...(before === undefined ? [] : [{ at: before.to, cheaper: before.cheaper, isMore: false }]),
    ...(after === undefined ? [] : [{ at: after.from, cheaper: after.cheaper, isMore: true }]),
  ].flatMap(({ cheaper, ...change }) => (cheaper === null || cheaper === exceptFor ? [] : [{ ...change, cheaper }]));
  const distance = ({ at }: { at: number }) => (at <= 0 ? Number.POSITIVE_INFINITY : Math.abs(Math.log(at / value)));
  return changes.sort((a, b) => distance(a) - distance(b))[0];
}

function indexOfDesign({ designs }: Scenario, name: string): number {
  const found = designs.findIndex((design, index) => design.name === name || `${index}` === name);
  if (found !== -1) return found;
  const names = designs.map((design) => design.name);
  const close = nearest(name, names);
  const hint =
    close === undefined ? `Known: ${names.map((known) => `"${known}"`).join(', ')}.` : `Did you mean "${close}"?`;
  throw new EstimatorError('ARGUMENT_INVALID', `no design is called "${name}"`, hint, '--between');
}
