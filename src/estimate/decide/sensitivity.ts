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
import { type BreakEven, breakEven, nearestChange } from './break-even.js';

/** A flip is searched from a hundredth to a hundred times the value in the scenario. */
const FLIP_FACTOR = 100;

/** Which inputs of a scenario to change, and how far. */
export interface SensitivityQuestion {
  readonly scenario: Scenario;
  readonly workload: Workload | null;
  readonly book: PriceBook;
  /** Inputs to change; where empty, all that the file gives for the workload and the services. */
  readonly paths: readonly NumericPath[];
  /** Change up and down where the scenario gives no range, in percent. */
  readonly percent: number;
  /** Values of the grid where a total is not compiled. */
  readonly points: number;
  /** Called with the number of inputs done so far. */
  readonly onDone?: (inputs: number) => void;
}

/** One input at one end, everything else as it is. */
export interface SensitivityEnd {
  readonly value: number;
  /** Cost of the second design minus that of the first; negative where it is cheaper. */
  readonly differenceUsd: Decimal;
  /** The cheapest feasible design. */
  readonly cheapest: string | undefined;
}

/** The value of an input, nearest to the present one, that makes another design the cheaper one. */
export interface Flip {
  readonly at: number;
  readonly cheaper: string;
  readonly method: BreakEven['method'];
}

/** How one input changes the difference between the two cheapest designs. */
export interface InputSensitivity {
  readonly path: NumericPath;
  /** In the scenario. */
  readonly value: number;
  /** Whether the ends are those of a range in the scenario or a percentage. */
  readonly from: 'range' | 'percent';
  readonly low: SensitivityEnd;
  readonly high: SensitivityEnd;
  /** Change of the difference between the ends, not negative. */
  readonly swingUsd: Decimal;
  /** null where no value between a hundredth and a hundred times the present one flips it. */
  readonly flip: Flip | null;
}

/** How every input changes the difference between the two cheapest designs. */
export interface Sensitivity {
  readonly scenario: Pick<Scenario, 'name' | 'region'>;
  readonly workload: string | null;
  /** The cheapest design, and the next. */
  readonly between: readonly [string, string];
  /** Cost of the second design minus that of the first, in US dollars a month. */
  readonly differenceUsd: Decimal;
  /** Largest swing first. */
  readonly inputs: readonly InputSensitivity[];
  readonly priceBook: PriceBookStamp;
}

/**
 * Changes one input at a time and computes the effect on the difference between the two cheapest designs.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` with fewer than two feasible designs
 */
export async function sensitivity(question: SensitivityQuestion): Promise<Sensitivity> {
  const { scenario, workload, book } = question;
  const estimates = scenario.designs.map((design) => estimateDesign(scenario, workload, design, book));
  const [first, second] = estimates.filter(({ feasible }) => feasible).sort((a, b) => a.monthlyUsd.cmp(b.monthlyUsd));
  if (first === undefined || second === undefined) throw fewerThanTwoFeasible();
  const between = [first.design, second.design] as const;
  const paths = question.paths.length > 0 ? question.paths : variableInputs(scenario, workload);
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

/** Numbers of the workload, and those given for services; fields without metadata, such as of a schedule, are left out. */
function variableInputs(scenario: Scenario, workload: Workload | null): NumericPath[] {
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
  const [low, high] = [lowest, highest].map((end) => sensitivityEnd(path, end, { between, question }));
  // A field that allows only some values, such as sizes of tasks, has no ends.
  if (low === undefined || high === undefined) return undefined;
  return {
    path,
    value,
    from: rangeOf(path, question) === undefined ? 'percent' : 'range',
    low,
    high,
    swingUsd: high.differenceUsd.minus(low.differenceUsd).abs(),
    flip: await nearestFlip(path, value, { between, question }),
  };
}

function rangeOf({ at }: NumericPath, { scenario }: SensitivityQuestion) {
  return scenario.ranges.find((range) => range.at === at)?.distribution;
}

function endsOf(path: NumericPath, value: number, question: SensitivityQuestion): readonly [number, number] {
  const range = rangeOf(path, question);
  if (range !== undefined) return [rangeEnd(range, 'low', path), rangeEnd(range, 'high', path)];
  const share = question.percent / 100;
  return [clamped(path, value * (1 - share)), clamped(path, value * (1 + share))];
}

function clamped({ min, max, whole }: NumericPath, value: number): number {
  const inside = Math.min(max, Math.max(min, value));
  return whole ? Math.round(inside) : Number(inside.toPrecision(12));
}

interface EndQuestion {
  readonly between: readonly [string, string];
  readonly question: SensitivityQuestion;
}

function sensitivityEnd(
  path: NumericPath,
  value: number,
  { between, question }: EndQuestion,
): SensitivityEnd | undefined {
  const { scenario, workload, book } = question;
  try {
    const changed = withValue(scenario, path, value);
    const changedWorkload = changed.workloads.find(({ at }) => at === workload?.at) ?? null;
    const estimates = changed.designs.map((design) => estimateDesign(changed, changedWorkload, design, book));
    const usdOf = (name: string) => (estimates.find(({ design }) => design === name) as Estimate).monthlyUsd;
    const feasible = estimates.filter((estimate) => estimate.feasible);
    const cheapest = feasible.reduce<Estimate | undefined>(
      (best, estimate) => (best === undefined || estimate.monthlyUsd.lt(best.monthlyUsd) ? estimate : best),
      undefined,
    );
    return { value, differenceUsd: usdOf(between[1]).minus(usdOf(between[0])), cheapest: cheapest?.design };
  } catch (error) {
    if (error instanceof EstimatorError) return undefined;
    throw error;
  }
}

/** The nearest crossing, in proportion, of the cheapest design with the next. */
async function nearestFlip(path: NumericPath, value: number, { between, question }: EndQuestion): Promise<Flip | null> {
  const from = allowedEnd(path, value / FLIP_FACTOR, { value, question });
  const to = allowedEnd(path, value * FLIP_FACTOR, { value, question });
  if (from >= to) return null;
  const over = { path, from, to };
  const { stretches, method } = await breakEven({ ...question, between, over });
  const change = nearestChange(stretches, value, between[0]);
  return change === undefined ? null : { at: change.at, cheaper: change.cheaper, method };
}

/** The allowed value nearest to an end, found by halving the distance to the present value until it is allowed. */
function allowedEnd(
  path: NumericPath,
  end: number,
  { value, question }: { value: number; question: SensitivityQuestion },
): number {
  let candidate = clamped(path, end);
  for (let tries = 0; tries < 40; tries += 1, candidate = clamped(path, (candidate + value) / 2)) {
    try {
      withValue(question.scenario, path, candidate);
      return candidate;
    } catch (error) {
      if (!(error instanceof EstimatorError)) throw error;
    }
  }
  return value;
}

function fewerThanTwoFeasible(): EstimatorError {
  return new EstimatorError(
    'ARGUMENT_INVALID',
    'There are not two feasible designs to compare',
    'crossover compare says why a design is not feasible.',
    'designs',
  );
}
