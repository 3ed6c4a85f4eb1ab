import { type Decimal, sum } from '../model/decimal.js';
import type { HourlyReport, HourlyResult, HourlyScenario } from '../model/hourly-report.js';
import type { ChartFormat, Format } from './formats.js';
import { type HourlyRow, hourlyRows } from './hourly-rows.js';
import { missingJson } from './json.js';
import { missingText } from './missing-text.js';
import { dollars } from './money.js';
import { priceStamp } from './report-text.js';
import { csvText, markdownText, printable } from './safe-text.js';
import { sparkline } from './sparkline.js';
import type { Terminal } from './terminal.js';
import { padded, wrap } from './wrap.js';

/** Puts an hourly report into text. Never prints. */
export type HourlyRenderer = (report: HourlyReport, terminal: Terminal) => string;

export const hourlyRenderers: Readonly<Record<Format, HourlyRenderer>> = {
  table: hourlyText,
  markdown: hourlyMarkdown,
  csv: hourlyCsv,
  json: (report) => `${JSON.stringify(hourlyJson(report), null, 2)}\n`,
};

/** The same as charts too; what draws them is read when it is first wanted. */
export async function hourlyRenderer(format: ChartFormat): Promise<HourlyRenderer> {
  if (format !== 'svg') return hourlyRenderers[format];
  const { hourlySvg } = await import('./svg/chart-files.js');
  return (report) => hourlySvg(report);
}

/** Hours of a week: what a row of bars shows when the month is longer. */
const WEEK = 168;
/** Fewer say nothing. */
const LEAST_BARS = 12;
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function hourlyText(report: HourlyReport, { width }: Terminal): string {
  const scenarios = report.scenarios.flatMap((scenario) => [
    wrap(`${printable(scenario.name)} (${scenario.region})`, width),
    ...scenario.results.map((result) => resultText(result, scenario, width)),
  ]);
  return `${[...scenarios, wrap(priceStamp(report), width)].join('\n\n')}\n`;
}

function resultText(hourly: HourlyResult, scenario: HourlyScenario, width: number): string {
  return [
    wrap(titleOf(hourly), width),
    ...hourly.result.infeasible.map((reason) => wrap(`! Not feasible: ${printable(reason)}.`, width, '  ')),
    ...[...hourly.result.warnings, ...hourly.result.missing.map(missingText)].map((warning) =>
      wrap(`! ${printable(warning)}.`, width, '  '),
    ),
    ...rowLines(hourlyRows(hourly), barsTitle(hourly, scenario), width),
  ].join('\n');
}

/** A line for each row; where the numbers leave no room for the bars, three. */
function rowLines(rows: readonly HourlyRow[], title: string, width: number): string[] {
  const column = (text: (row: HourlyRow) => string, head: string) =>
    Math.max(head.length, ...rows.map((row) => text(row).length));
  const [name, mean, most] = [
    column((row) => row.name, ''),
    column((row) => row.mean, 'mean'),
    column((row) => row.max, 'most'),
  ];
  const bars = width - name - mean - most - 8;
  if (bars < LEAST_BARS) {
    const narrow = rows.flatMap((row) => [
      row.name,
      `  mean ${row.mean}, most ${row.max}`,
      `  ${sparkline(row.values.subarray(0, WEEK), Math.max(LEAST_BARS, width - 4))}`,
    ]);
    return [title, ...narrow].map((line) => wrap(`  ${line}`, width, '  '));
  }
  const line = (row: HourlyRow) =>
    `  ${padded(row.name, name)}  ${row.mean.padStart(mean)}  ${row.max.padStart(most)}  ${sparkline(row.values.subarray(0, WEEK), bars)}`;
  const head = `  ${padded('', name)}  ${'mean'.padStart(mean)}  ${'most'.padStart(most)}  ${title}`;
  return [wrap(head, width, '  '), ...rows.map(line)];
}

function titleOf({ result: { workload, design, monthlyUsd } }: HourlyResult): string {
  const what = workload === null ? printable(design) : `${printable(workload)} on ${printable(design)}`;
  return `${what}: ${dollars(monthlyUsd)} a month`;
}

function barsTitle({ requests }: HourlyResult, { startWeekday, isUtc }: HourlyScenario): string {
  const span = requests.length > WEEK ? 'first week' : `${requests.length} hours`;
  return `${span}, from ${DAYS[startWeekday]} 00:00${isUtc ? ' UTC' : ''}`;
}

function hourlyMarkdown(report: HourlyReport): string {
  const sections = report.scenarios.flatMap((scenario) => [
    `## ${markdownText(scenario.name)}`,
    '',
    ...scenario.results.flatMap((hourly) => [
      `### ${markdownText(titleOf(hourly))}`,
      '',
      `| | mean | most | ${barsTitle(hourly, scenario)} |`,
      '| - | -: | -: | - |',
      ...hourlyRows(hourly).map(
        (row) =>
          `| ${markdownText(row.name)} | ${markdownText(row.mean)} | ${markdownText(row.max)} | ${sparkline(row.values.subarray(0, WEEK), 56)} |`,
      ),
      '',
    ]),
  ]);
  return `${[...sections, markdownText(priceStamp(report))].join('\n')}\n`;
}

/** One row a value: what a pivot table takes. Hours count from 0. */
function hourlyCsv({ scenarios }: HourlyReport): string {
  const rows = scenarios.flatMap(({ name, results }) =>
    results.flatMap((hourly) => {
      const { workload, design } = hourly.result;
      const start = [csvText(name), csvText(workload ?? ''), csvText(design)].join(',');
      const cumulated = cumulatedOf(hourly.usd);
      return [
        ...seriesRows(start, ',requests', hourly.requests),
        ...hourly.services.flatMap(({ name: service, series, usd }) => [
          ...Object.entries(series).flatMap(([of, values]) => seriesRows(start, `${csvText(service)},${of}`, values)),
          ...moneyRows(start, `${csvText(service)},usd`, usd),
        ]),
        ...moneyRows(start, ',usd', hourly.usd),
        ...moneyRows(start, ',usdCumulated', cumulated),
      ];
    }),
  );
  return `${['scenario,workload,design,service,series,hour,value', ...rows].join('\n')}\n`;
}

function seriesRows(start: string, series: string, values: Float64Array): string[] {
  return Array.from(values, (value, hour) => `${start},${series},${hour},${value}`);
}

function moneyRows(start: string, series: string, usd: readonly Decimal[]): string[] {
  return usd.map((value, hour) => `${start},${series},${hour},${value.toFixed()}`);
}

function cumulatedOf(usd: readonly Decimal[]): Decimal[] {
  const sums: Decimal[] = [];
  for (const value of usd) sums.push(sum([sums.at(-1) ?? value.minus(value), value]));
  return sums;
}

/** An hourly report as programs read it: series are JSON numbers, money is decimal text. */
export function hourlyJson({ priceBook, scenarios }: HourlyReport): unknown {
  const money = (usd: readonly Decimal[]) => usd.map((value) => value.toFixed());
  return {
    schemaVersion: 1,
    priceBook,
    scenarios: scenarios.map(({ name, region, startWeekday, results }) => ({
      name,
      region,
      startWeekday,
      results: results.map(({ result, requests, services, usd }) => ({
        workload: result.workload,
        design: result.design,
        feasible: result.feasible,
        monthlyUsd: result.monthlyUsd.toFixed(),
        activity: result.activity,
        warnings: [...result.warnings, ...result.missing.map(missingText)],
        missing: missingJson(result.missing),
        infeasible: result.infeasible,
        requests: [...requests],
        usd: money(usd),
        usdCumulated: money(cumulatedOf(usd)),
        services: services.map((service) => ({
          name: service.name,
          series: Object.fromEntries(Object.entries(service.series).map(([of, values]) => [of, [...values]])),
          usd: money(service.usd),
        })),
      })),
    })),
  };
}
