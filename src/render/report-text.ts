import type { Assumption } from '../model/assumption.js';
import { type Decimal, sum } from '../model/decimal.js';
import { percentText } from '../model/number-text.js';
import type { PriceBookStamp, Report, Result, ScenarioReport } from '../model/report.js';
import { missingNotes } from './missing-text.js';
import { difference, dollars, percentAbove } from './money.js';
import { reasonText } from './reason-text.js';
import { remarkText } from './remark-text.js';
import { printable } from './safe-text.js';

/** Results of one workload, cheapest first; those that are not feasible come last. */
export function byRank(results: readonly Result[]): Result[] {
  const place = ({ rank }: Result) => rank ?? Number.POSITIVE_INFINITY;
  return [...results].sort((a, b) => (place(a) === place(b) ? a.monthlyUsd.cmp(b.monthlyUsd) : place(a) - place(b)));
}

/** Results by workload, in the order of the file. */
export function byWorkload({ results }: ScenarioReport): [workload: string | null, results: Result[]][] {
  const groups = new Map<string | null, Result[]>();
  for (const result of results) groups.set(result.workload, [...(groups.get(result.workload) ?? []), result]);
  return [...groups];
}

/** The answer in a sentence: which design is the cheapest, and by how much. */
export function answer(results: readonly Result[]): string {
  const [first, second] = byRank(results);
  if (first === undefined) return '';
  if (!first.feasible) return 'No design is feasible.';
  const cheapest = `Cheapest: ${printable(first.design)}, ${dollars(first.monthlyUsd)} a month`;
  if (second === undefined || !second.feasible)
    return results.length > 1 ? `${cheapest}; no other is feasible.` : `${cheapest}.`;
  if (second.monthlyUsd.eq(first.monthlyUsd)) return `${cheapest}, as ${printable(second.design)}.`;
  return `${cheapest}; ${printable(second.design)} costs ${gap({ ...second, rank: 2 }, first).slice(1)} more.`;
}

/** `cheapest`, or how much more than the cheapest; `not feasible` with its price all the same. */
export function gap(result: Result, cheapest: Result | undefined): string {
  if (!result.feasible) return 'not feasible';
  if (cheapest === undefined || result.rank === 1) return 'cheapest';
  const percent = percentAbove(result.monthlyUsd, cheapest.monthlyUsd);
  return `${difference(result.monthlyUsd.minus(cheapest.monthlyUsd))}${percent === undefined ? '' : ` (${percent})`}`;
}

/** What each service of a design costs after its credits, in the order of the design. */
export function costByService({ lines }: Result): [name: string, usd: Decimal][] {
  const names = [...new Set(lines.map((line) => line.name))];
  return names.map((name) => [name, sum(lines.filter((line) => line.name === name).map((line) => line.listCost))]);
}

/** `us-east-1, month of 730 hours, free tier applied`. */
export function terms({ region, monthHours, results }: ScenarioReport): string {
  const lines = results.flatMap((result) => result.lines);
  const isFree = lines.some((line) => line.description.startsWith('Free tier: '));
  const discounts = [
    ...new Set(
      lines.flatMap((line) => (line.discountPercent === undefined ? [] : [percentText(line.discountPercent)])),
    ),
  ];
  return [
    region,
    `month of ${monthHours} hours`,
    ...(isFree ? ['free tier applied'] : []),
    ...(discounts.length > 0 ? [`discounts of ${discounts.join(', ')}`] : []),
  ].join(', ');
}

/** Dates and id of the prices. */
export function priceStamp({ priceBook: { id, newest, oldest, overrides } }: Pick<Report, 'priceBook'>): string {
  const own = overridesWords(overrides);
  return newest === ''
    ? `Price book ${shortId(id)}${own}.`
    : `List prices published ${dateRange({ newest, oldest })}, price book ${shortId(id)}${own}.`;
}

/** `2024-07-18 to 2026-07-20`. */
export function dateRange({ newest, oldest }: Pick<PriceBookStamp, 'newest' | 'oldest'>): string {
  return newest === oldest ? newest : `${oldest} to ${newest}`;
}

/** `, with ours.json on top`; nothing without price files of one's own. */
export function overridesWords(overrides: readonly string[]): string {
  const names = overrides.map((name) => printable(name.slice(0, name.lastIndexOf(' '))));
  return names.length === 0 ? '' : `, with ${names.join(', ')} on top`;
}

function shortId(id: string): string {
  return id.slice(0, 'sha256:'.length + 12);
}

/** Lists assumptions, equal ones of several services once: `minTasks 1: one copy always runs`. */
export function assumptionLines(results: readonly Result[]): string[] {
  const groups = new Map<string, Assumption>();
  for (const assumption of results.flatMap((result) => result.assumptions)) {
    const field = assumption.at.slice(assumption.at.lastIndexOf('.') + 1);
    groups.set(`${field} ${assumption.value}: ${assumption.reason}`, assumption);
  }
  return [...groups.keys()].map(printable);
}

/** Explains why the cheapest design of a workload is the cheapest; empty where the report has no reasons. */
export function why({ reasons = [] }: ScenarioReport, workload: string | null): string[] {
  const texts = reasons.filter((reason) => reason.workload === workload).map(reasonText);
  return texts.filter((text) => text !== '').map((text) => `Why: ${text}`);
}

/** Lists what is not feasible and why, warnings, missing companions and remarks. */
export function notes({ results, remarks }: ScenarioReport): string[] {
  const of = ({ workload, design }: Result) => printable(workload === null ? design : `${design} (${workload})`);
  return [
    ...results.flatMap((result) =>
      result.infeasible.map((reason) => `Not feasible: ${of(result)}: ${printable(reason)}.`),
    ),
    ...results.flatMap((result) => result.warnings.map((warning) => `Warning: ${of(result)}: ${printable(warning)}.`)),
    ...missingNotes(results),
    ...remarks.map(remarkText),
  ];
}
