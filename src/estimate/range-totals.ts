import type { Remark } from '../model/report.js';
import type { PriceBook } from '../prices/price-book.js';
import { checkedValue, type NumericPath, numericPath } from '../scenario/numeric-path.js';
import type { Distribution, InputRange, Scenario, Workload } from '../scenario/scenario.js';
import { withValues } from '../scenario/with-value.js';
import { quantileOf } from './decide/distribution.js';
import { estimateDesign } from './estimate.js';

/** Prices the designs with all ranges of a workload at their low end, and at their high end. */
export function rangesRemark(scenario: Scenario, workload: Workload | null, book: PriceBook): Remark[] {
  if (workload === null) return [];
  const own = scenario.ranges.filter(({ at }) => at.startsWith(`${workload.at}.`));
  if (own.length === 0) return [];
  const [low, high] = (['low', 'high'] as const).map((end) => totalsAt(end, own, { scenario, workload, book }));
  const totals = scenario.designs.map(({ name }, design) => ({
    design: name,
    lowUsd: (low as Totals)[design] as Totals[number],
    highUsd: (high as Totals)[design] as Totals[number],
  }));
  return [{ about: 'ranges', workload: workload.name, totals }];
}

type Totals = ReturnType<typeof totalsAt>;

function totalsAt(
  end: 'low' | 'high',
  ranges: readonly InputRange[],
  { scenario, workload, book }: { readonly scenario: Scenario; readonly workload: Workload; readonly book: PriceBook },
) {
  const paths = ranges.map(({ at }) => numericPath(at, scenario));
  const values = ranges.map(({ distribution }, index) => rangeEnd(distribution, end, paths[index] as NumericPath));
  const changed = withValues(scenario, paths, withCpuWithinDuration(paths, values, workload));
  const changedWorkload = changed.workloads.find(({ at }) => at === workload.at) ?? null;
  return changed.designs.map((design) => estimateDesign(changed, changedWorkload, design, book).monthlyUsd);
}

/** The end of a range, within the limits of the field; of a lognormal range its p10 or p90. */
export function rangeEnd(distribution: Distribution, end: 'low' | 'high', path: NumericPath): number {
  const value =
    distribution.form === 'lognormal' ? quantileOf(distribution)(end === 'low' ? 0.1 : 0.9) : distribution[end];
  const within = Math.min(path.max, Math.max(path.min, value));
  return checkedValue(path, path.whole ? Math.round(within) : Number(within.toPrecision(12)));
}

/** CPU time is at most the duration, at both ends. */
function withCpuWithinDuration(paths: readonly NumericPath[], values: readonly number[], workload: Workload): number[] {
  const indexOf = (field: string) => paths.findIndex(({ target }) => target.field === field);
  const [duration, cpu] = [indexOf('durationMs'), indexOf('cpuMs')];
  const durationMs = duration === -1 ? workload.durationMs : (values[duration] as number);
  return values.map((value, index) => {
    if (index === cpu) return Math.min(value, durationMs);
    return index === duration && cpu === -1 ? Math.max(value, workload.cpuMs ?? 0) : value;
  });
}
