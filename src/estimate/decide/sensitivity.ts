import type { Decimal } from '../../model/decimal.js';
import { EstimatorError } from '../../model/errors.js';
import { fieldMeta } from '../../model/field.js';
import type { PriceBookStamp } from '../../model/report.js';
import type { PriceBook } from '../../prices/price-book.js';
import { type NumericPath, numericPath } from '../../scenario/numeric-path.js';
import { RANGE_FIELDS } from '../../scenario/ranges.js';
import type { Scenario, Workload } from '../../scenario/scenario.js';
import { withValue } from '../../scenario/with-value.js';
import { type Estimate, estimateDesign } from '../estimate.js';
import { priceBookStamp, priceDates } from '../price-dates.js';
import { rangeEnd } from '../range-totals.js';
import { type BreakEven, breakEven } from './break-even.js';

/** A flip is looked for from a hundredth to a hundred times what stands in the scenario. */
const FLIP_TIMES = 100;

/** Which inputs of a scenario to change, and how far. */
export interface SensitivityQuestion {
  readonly scenario: Scenario;
  readonly workload: Workload | null;
  readonly book: PriceBook;
  /** Inputs that are changed; all of the workload and the services that are written in the file where none is named. */
  readonly paths: readonly NumericPath[];
  /** Up and down, where the scenario has no range of its own. */
  readonly percent: number;
  /** Values looked at where a total is not compiled. */
  readonly points: number;
  /** Called with the number of inputs done so far. */
  readonly onDone?: (inputs: number) => void;
}

/** One input at one end, everything else as it is. */
export interface SensitivityEnd {
  readonly value: number;
  /** What the second design costs more than the cheapest; below 0 when it is cheaper now. */
  readonly differenceUsd: Decimal;
  /** The cheapest feasible design. */
  readonly cheapest: string | undefined;
}

/** The change of an input nearest to what it is that makes another design the cheaper one. */
export interface Flip {
  readonly at: number;
  readonly cheaper: string;
  readonly method: BreakEven['method'];
}

/** How the difference between the two cheapest designs moves when one input changes. */
export interface InputSensitivity {
  readonly path: NumericPath;
  /** As it stands in the scenario. */
  readonly value: number;
  /** Where the ends come from. */
  readonly from: 'range' | 'percent';
  readonly low: SensitivityEnd;
  readonly high: SensitivityEnd;
  /** How far the difference moves between the ends. */
  readonly swingUsd: Decimal;
  /** null where no value up to a hundred times as much, or down to a hundredth, flips it. */
  readonly flip: Flip | null;
}

/** How every input moves the difference between the two cheapest designs. */
export interface Sensitivity {
  readonly scenario: Pick<Scenario, 'name' | 'region'>;
  readonly workload: string | null;
  /** The cheapest design, and the next. */
  readonly between: readonly [string, string];
  /** What the second design costs more than the first, in US dollars a month. */
  readonly differenceUsd: Decimal;
  /** Largest swing first. */
  readonly inputs: readonly InputSensitivity[];
  readonly priceBook: PriceBookStamp;
}

/**
 * Changes one input at a time, and follows what it does to the difference between the two cheapest designs.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` with fewer than two feasible designs
 */
export async function sensitivity(question: SensitivityQuestion): Promise<Sensitivity> {
  const { scenario, workload, book } = question;
  const estimates = scenario.designs.map((design) => estimateDesign(scenario, workload, design, book));
  const [first, second] = estimates.filter(({ feasible }) => feasible).sort((a, b) => a.monthlyUsd.cmp(b.monthlyUsd));
  if (first === undefined || second === undefined) throw notTwo();
  const between = [first.design, second.design] as const;
  const paths = question.paths.length > 0 ? question.paths : inputsOf(scenario, workload);
  const inputs: InputSensitivity[] = [];
  for (const [done, path] of paths.entries()) {
    const input = await inputSensitivity(path, between, question);
    if (input !== undefined) inputs.push(input);
    question.onDone?.(done + 1);
  }
  return {
    scenario,
    workload: workload?.name ?? null,
    between,
    differenceUsd: second.monthlyUsd.minus(first.monthlyUsd),
    inputs: inputs.sort((a, b) => b.swingUsd.cmp(a.swingUsd)),
    priceBook: priceBookStamp(book, priceDates([{ results: estimates }])),
  };
}

/** Numbers of the workload, and those that services carry in the file; what only says how often or when is none. */
function inputsOf(scenario: Scenario, workload: Workload | null): NumericPath[] {
  const ofWorkload =
    workload === null || workload.parts.length > 0 ? [] : RANGE_FIELDS.map((field) => `${workload.at}.${field}`);
  const ofServices = scenario.designs.flatMap(({ services }) =>
    services.flatMap(({ at, given }) => [...given].map((field) => `${at}.${field}`)),
  );
  const paths = [...ofWorkload, ...ofServices].flatMap((text) => {
    try {
      return [numericPath(text, scenario)];
    } catch (error) {
      if (error instanceof EstimatorError) return [];
      throw error;
    }
  });
  return paths.filter(({ value, schema }) => value !== undefined && value !== 0 && fieldMeta(schema) !== undefined);
}

async function inputSensitivity(
  path: NumericPath,
  between: readonly [string, string],
  question: SensitivityQuestion,
): Promise<InputSensitivity | undefined> {
  const { value } = path;
  if (value === undefined) return undefined;
  const [lowest, highest] = endsOf(path, value, question);
  const [low, high] = [lowest, highest].map((end) => endAt(path, end, { between, question }));
  // A value that may not stand there, such as half a size of a task, has no end.
  if (low === undefined || high === undefined) return undefined;
  return {
    path,
    value,
    from: rangeOf(path, question) === undefined ? 'percent' : 'range',
    low,
    high,
    swingUsd: high.differenceUsd.minus(low.differenceUsd).abs(),
    flip: await flipOf(path, value, { between, question }),
  };
}

function rangeOf({ at }: NumericPath, { scenario }: SensitivityQuestion) {
  return scenario.ranges.find((range) => range.at === at)?.distribution;
}

function endsOf(path: NumericPath, value: number, question: SensitivityQuestion): readonly [number, number] {
  const range = rangeOf(path, question);
  if (range !== undefined) return [rangeEnd(range, 'low', path), rangeEnd(range, 'high', path)];
  const share = question.percent / 100;
  return [within(path, value * (1 - share)), within(path, value * (1 + share))];
}

function within({ min, max, whole }: NumericPath, value: number): number {
  const inside = Math.min(max, Math.max(min, value));
  return whole ? Math.round(inside) : Number(inside.toPrecision(12));
}

interface Asked {
  readonly between: readonly [string, string];
  readonly question: SensitivityQuestion;
}

function endAt(path: NumericPath, value: number, { between, question }: Asked): SensitivityEnd | undefined {
  const { scenario, workload, book } = question;
  try {
    const changed = withValue(scenario, path, value);
    const asked = changed.workloads.find(({ at }) => at === workload?.at) ?? null;
    const estimates = changed.designs.map((design) => estimateDesign(changed, asked, design, book));
    const usdOf = (name: string) => (estimates.find(({ design }) => design === name) as Estimate).monthlyUsd;
    const feasible = estimates.filter((estimate) => estimate.feasible);
    const least = feasible.reduce<Estimate | undefined>(
      (best, estimate) => (best === undefined || estimate.monthlyUsd.lt(best.monthlyUsd) ? estimate : best),
      undefined,
    );
    return { value, differenceUsd: usdOf(between[1]).minus(usdOf(between[0])), cheapest: least?.design };
  } catch (error) {
    if (error instanceof EstimatorError) return undefined;
    throw error;
  }
}

/** The nearest crossing, in proportion, of the cheapest design with the next. */
async function flipOf(path: NumericPath, value: number, { between, question }: Asked): Promise<Flip | null> {
  const from = allowedEnd(path, value / FLIP_TIMES, { value, question });
  const to = allowedEnd(path, value * FLIP_TIMES, { value, question });
  if (from >= to) return null;
  const over = { path, from, to };
  const { stretches, method } = await breakEven({ ...question, between, over });
  const own = stretches.findIndex((stretch) => stretch.from <= value && value <= stretch.to);
  const [before, after] = [stretches[own - 1], stretches[own + 1]];
  const flips = [
    ...(before === undefined ? [] : [{ at: before.to, cheaper: before.cheaper }]),
    ...(after === undefined ? [] : [{ at: after.from, cheaper: after.cheaper }]),
  ].flatMap(({ at, cheaper }) => (cheaper === null || cheaper === between[0] ? [] : [{ at, cheaper, method }]));
  const factor = ({ at }: Flip) => (at <= 0 ? Number.POSITIVE_INFINITY : Math.abs(Math.log(at / value)));
  return flips.sort((a, b) => factor(a) - factor(b))[0] ?? null;
}

/** The farthest value towards an end that may stand there: halved towards what stands there now until it may. */
function allowedEnd(
  path: NumericPath,
  wanted: number,
  { value, question }: { value: number; question: SensitivityQuestion },
): number {
  for (let end = within(path, wanted), tries = 0; tries < 40; tries += 1, end = within(path, (end + value) / 2)) {
    try {
      withValue(question.scenario, path, end);
      return end;
    } catch (error) {
      if (!(error instanceof EstimatorError)) throw error;
    }
  }
  return value;
}

function notTwo(): EstimatorError {
  return new EstimatorError(
    'ARGUMENT_INVALID',
    'There are not two feasible designs to tell apart',
    'crossover compare says why a design is not feasible.',
    'designs',
  );
}
