import { usageInvalid } from './load-curve.js';
import { readStamp, type StampForm } from './stamp.js';
import { COUNT_HINT, countProblem, type TraceOptions, type TraceRows } from './trace-rows.js';

/** The parts of the answer that are used. All of them are unknown until looked at. */
interface MetricDataResult {
  readonly Id?: unknown;
  readonly Label?: unknown;
  readonly StatusCode?: unknown;
  readonly Timestamps?: unknown;
  readonly Values?: unknown;
}

const HINT = 'Give the answer of `aws cloudwatch get-metric-data` with statistic Sum, whole.';

/**
 * Reads the answer of CloudWatch `get-metric-data`, which begins with the newest value by default.
 *
 * @throws EstimatorError `USAGE_INVALID`, naming file and element
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export function readCloudWatchRows(text: string, options: TraceOptions): TraceRows {
  const { name = 'The trace' } = options;
  const { result, index } = chooseResult(parseAnswer(text, name), options);
  const { Timestamps, Values } = result;
  if (!Array.isArray(Timestamps) || !Array.isArray(Values) || Timestamps.length !== Values.length) {
    throw usageInvalid(`${name}: MetricDataResults.${index} has no Timestamps and Values of equal length`, HINT);
  }
  const rows = Timestamps.length;
  const stamps = new Float64Array(rows);
  const counts = new Float64Array(rows);
  let form: StampForm | undefined;
  for (let row = 0; row < rows; row += 1) {
    const place = () => `${name} MetricDataResults.${index}.Timestamps.${row}`;
    const written = String(Timestamps[row]);
    const stamp = readStamp(written);
    if (stamp === undefined) throw usageInvalid(`${place()}: "${written}" is not a time`, HINT);
    form ??= stamp.form;
    if (stamp.form !== form) throw usageInvalid(`${place()}: a ${stamp.form} after a ${form}`, HINT);
    const value: unknown = Values[row];
    const problem = typeof value === 'number' ? countProblem(value) : 'not a number';
    if (problem !== undefined) {
      throw usageInvalid(`${name} MetricDataResults.${index}.Values.${row}: ${value} is ${problem}`, COUNT_HINT);
    }
    stamps[row] = stamp.ms;
    counts[row] = value as number;
  }
  const isNewestFirst = rows > 1 && (stamps[0] as number) > (stamps[rows - 1] as number);
  if (isNewestFirst) {
    stamps.reverse();
    counts.reverse();
  }
  const element = (row: number) => (isNewestFirst ? rows - 1 - row : row);
  return {
    stamps,
    counts,
    form: form ?? 'date with zone',
    placeOf: (row) => `${name} MetricDataResults.${index}.Timestamps.${element(row)}`,
  };
}

function parseAnswer(text: string, name: string): readonly MetricDataResult[] {
  let answer: { MetricDataResults?: unknown; NextToken?: unknown };
  try {
    answer = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw usageInvalid(`${name} is not JSON: ${(error as Error).message}`, HINT);
  }
  if (!Array.isArray(answer.MetricDataResults)) throw usageInvalid(`${name} has no MetricDataResults`, HINT);
  if (answer.NextToken !== undefined && answer.NextToken !== null) {
    throw usageInvalid(`${name} is one page of several (it has a NextToken)`, 'Get all pages into one file.');
  }
  return answer.MetricDataResults as MetricDataResult[];
}

function chooseResult(results: readonly MetricDataResult[], { name = 'The trace', metric }: TraceOptions) {
  const fits = results.flatMap((result, index) =>
    metric === undefined || result.Id === metric || result.Label === metric ? [{ result, index }] : [],
  );
  const [chosen] = fits;
  if (chosen === undefined || fits.length > 1) {
    const names = results.map((result) => `${result.Id} (${result.Label})`).join(', ');
    throw usageInvalid(
      `${name} has ${fits.length} results that fit, of: ${names}`,
      'Say which: metric: its Id or Label.',
    );
  }
  if (chosen.result.StatusCode === 'PartialData' || chosen.result.StatusCode === 'InternalError') {
    throw usageInvalid(`${name}: result ${chosen.index} is ${chosen.result.StatusCode}`, HINT);
  }
  return chosen;
}
