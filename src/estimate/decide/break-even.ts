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
import { type Order, type Stretch, type Stretches, stretchesOf, stretchesOnGrid } from './crossings.js';
import { exactOrder, type Pair, plannedComparison } from './planned-comparison.js';

/** A number of a scenario and the range it is followed over, both ends included. */
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
  /** Values looked at where a total is not compiled, between the ends. */
  readonly points: number;
  /** Called as values of the grid are priced, for progress. */
  readonly onLooked?: (values: number) => void;
}

/** Values at which one design costs less all along; null where both cost the same. */
export interface CheaperStretch {
  readonly from: number;
  readonly to: number;
  readonly cheaper: string | null;
}

/** From `at` on another design is the cheaper one. */
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
  /** The step of values looked at: 1 for whole numbers. */
  readonly resolution: number;
  /**
   * `exact`: no crossing is missing; where cold starts are simulated, by bounds of them that are a law of the model, not a
   * theorem. `grid`: there may be more between two values of the grid.
   */
  readonly method: 'exact' | 'grid';
  /** Values of the grid; null where there is none. */
  readonly gridValues: number | null;
  /** Where the grid is; between these no crossing is missing. */
  readonly gridRanges: readonly { readonly from: number; readonly to: number }[];
  /** False when there are more crossings than are listed. */
  readonly complete: boolean;
  /** Ascending by `at`. */
  readonly crossings: readonly Crossing[];
  /** Ascending, without gaps, from one end of the range to the other. */
  readonly stretches: readonly CheaperStretch[];
  /** Totals at both ends. */
  readonly ends: readonly [readonly Estimate[], readonly Estimate[]];
  readonly priceBook: PriceBookStamp;
}

/** Values of fields that take decimals are looked at in thousandths. */
const DECIMAL_SCALE = 1000;
/** Values of a grid where each takes some microseconds. */
const COMPILED_POINTS = 4000;
/** Ranges looked at where each takes some tens of microseconds. */
const BOUNDED_RANGES = 20_000;
/** Crossings listed with their totals. */
const MAX_LISTED = 1000;

/**
 * Finds where the cheaper of two designs changes.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` for designs that are not there, or values that are not allowed
 */
export async function breakEven(question: BreakEvenQuestion): Promise<BreakEven> {
  const { scenario, over, book } = question;
  const pair = question.between.map((name) => designNamed(scenario, name)) as [number, number];
  const between = pair.map((design) => scenario.designs[design]?.name ?? '') as [string, string];
  const prices = await pricesOver(question, pair);
  const scale = over.path.whole ? 1 : DECIMAL_SCALE;
  const { stretches, complete, looked } = search(prices, { pair, scale, question });
  const totalsAt = (value: number) => pair.map((design) => prices.estimate(design, [value]));
  const nameOf = (order: Order) => (order === 0 ? null : between[order === -1 ? 0 : 1]);
  const changes = joined(stretches).slice(0, MAX_LISTED + 1);
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
    method: looked.length === 0 ? 'exact' : 'grid',
    gridValues: looked.length === 0 ? null : looked.reduce((values, { numbers }) => values + numbers, 0),
    gridRanges: looked.map(({ first, last }) => ({ from: first / scale, to: last / scale })),
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
  // Both ends have to be allowed before anything between them is.
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
  const planned = plannedComparison(prices, pair, { scale });
  const known = new Map<number, Order>();
  const order = (at: number) => {
    const found = known.get(at) ?? planned?.order(at) ?? exactOrder(prices, pair, at / scale);
    known.set(at, found);
    onLooked?.(known.size);
    return found;
  };
  if (planned?.isEnclosed === true) {
    const gridIn = (from: number, to: number) => gridOf(from, to, points);
    const mostRanges = planned.isQuick ? undefined : BOUNDED_RANGES;
    const found = stretchesOf({ ...planned, order }, [first, last], { gridOf: gridIn, mostRanges });
    // Where bounds leave too much open, as where both cost nearly the same all along, a grid has to do.
    if (found.complete || planned.isQuick) return found;
  }
  const grid = gridOf(first, last, planned === undefined ? points : Math.max(points, COMPILED_POINTS));
  return {
    stretches: stretchesOnGrid(order, grid),
    complete: true,
    looked: [{ first, last, numbers: grid.length }],
  };
}

/** Whole numbers from first to last: half of them evenly spread, half each so many times the one before. */
function gridOf(first: number, last: number, points: number): number[] {
  const steps = Math.max(1, Math.ceil(Math.min(points, last - first) / 2));
  const even = (step: number) => first + Math.round(((last - first) / steps) * step);
  const growing = (step: number) => first + Math.round((last - first + 1) ** (step / steps)) - 1;
  const grid = Array.from({ length: steps + 1 }, (_, step) => [even(step), growing(step)]).flat();
  return [...new Set(grid)].sort((a, b) => a - b);
}

/** A single value at which both cost the same belongs to what follows: it is the crossing itself. */
function joined(stretches: readonly Stretch[]): Stretch[] {
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

function designNamed({ designs }: Scenario, name: string): number {
  const place = designs.findIndex((design, index) => design.name === name || `${index}` === name);
  if (place !== -1) return place;
  const names = designs.map((design) => design.name);
  const close = nearest(name, names);
  const hint = close === undefined ? `Known: ${names.map((of) => `"${of}"`).join(', ')}.` : `Did you mean "${close}"?`;
  throw new EstimatorError('ARGUMENT_INVALID', `no design is called "${name}"`, hint, '--between');
}
