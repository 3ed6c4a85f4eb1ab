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

/** Formats an hourly report. Never prints. */
export type HourlyRenderer = (report: HourlyReport, terminal: Terminal) => string;

export const hourlyRenderers: Readonly<Record<Format, HourlyRenderer>> = {
  table: hourlyText,
  markdown: hourlyMarkdown,
  csv: hourlyCsv,
  json: (report) => `${JSON.stringify(hourlyJson(report), null, 2)}\n`,
};

/** The renderer of a format; the code that draws charts is loaded only for svg. */
export async function hourlyRenderer(format: ChartFormat): Promise<HourlyRenderer> {
  if (format !== 'svg') return hourlyRenderers[format];
  const { hourlySvg } = await import('./svg/chart-files.js');
  return (report) => hourlySvg(report);
}

/** The bars show the first week. */
const WEEK_HOURS = 168;
/** Fewer bars would not show a pattern. */
const MIN_BARS = 12;
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

/** One line per row, or three where the numbers leave no room for the bars. */
function rowLines(rows: readonly HourlyRow[], title: string, width: number): string[] {
  const column = (text: (row: HourlyRow) => string, head: string) =>
    Math.max(head.length, ...rows.map((row) => text(row).length));
  const [name, mean, peak] = [
    column((row) => row.name, ''),
    column((row) => row.mean, 'mean'),
    column((row) => row.max, 'peak'),
  ];
  const bars = width - name - mean - peak - 8;
  if (bars < MIN_BARS) {
    const narrow = rows.flatMap((row) => [
      row.name,
      `  mean ${row.mean}, peak ${row.max}`,
      `  ${sparkline(row.values.subarray(0, WEEK_HOURS), Math.max(MIN_BARS, width - 4))}`,
    ]);
    return [title, ...narrow].map((line) => wrap(`  ${line}`, width, '  '));
  }
  const line = (row: HourlyRow) =>
    `  ${padded(row.name, name)}  ${row.mean.padStart(mean)}  ${row.max.padStart(peak)}  ${sparkline(row.values.subarray(0, WEEK_HOURS), bars)}`;
  const head = `  ${padded('', name)}  ${'mean'.padStart(mean)}  ${'peak'.padStart(peak)}  ${title}`;
  return [wrap(head, width, '  '), ...rows.map(line)];
}

function titleOf({ result: { workload, design, monthlyUsd } }: HourlyResult): string {
  const subject = workload === null ? printable(design) : `${printable(workload)} on ${printable(design)}`;
  return `${subject}: ${dollars(monthlyUsd)} a month`;
}

function barsTitle({ requests }: HourlyResult, { startWeekday, isUtc }: HourlyScenario): string {
  const span = requests.length > WEEK_HOURS ? 'first week' : `${requests.length} hours`;
  return `${span}, from ${DAYS[startWeekday]} 00:00${isUtc ? ' UTC' : ''}`;
}

function hourlyMarkdown(report: HourlyReport): string {
  const sections = report.scenarios.flatMap((scenario) => [
    `## ${markdownText(scenario.name)}`,
    '',
    ...scenario.results.flatMap((hourly) => [
      `### ${markdownText(titleOf(hourly))}`,
      '',
      `| | mean | peak | ${barsTitle(hourly, scenario)} |`,
      '| - | -: | -: | - |',
      ...hourlyRows(hourly).map(
        (row) =>
          `| ${markdownText(row.name)} | ${markdownText(row.mean)} | ${markdownText(row.max)} | ${sparkline(row.values.subarray(0, WEEK_HOURS), 56)} |`,
      ),
      '',
    ]),
  ]);
  return `${[...sections, markdownText(priceStamp(report))].join('\n')}\n`;
}

/** One row per value, as pivot tables need it. Hours count from 0. */
function hourlyCsv({ scenarios }: HourlyReport): string {
  const rows = scenarios.flatMap(({ name, results }) =>
    results.flatMap((hourly) => {
      const { workload, design } = hourly.result;
      const start = [csvText(name), csvText(workload ?? ''), csvText(design)].join(',');
      const cumulative = cumulativeUsd(hourly.usd);
      return [
        ...seriesRows(start, ',requests', hourly.requests),
        ...hourly.services.flatMap(({ name: service, series, usd }) => [
          ...Object.entries(series).flatMap(([key, values]) => seriesRows(start, `${csvText(service)},${key}`, values)),
          ...moneyRows(start, `${csvText(service)},usd`, usd),
        ]),
        ...moneyRows(start, ',usd', hourly.usd),
        ...moneyRows(start, ',usdCumulated', cumulative),
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

function cumulativeUsd(usd: readonly Decimal[]): Decimal[] {
  const sums: Decimal[] = [];
  for (const value of usd) sums.push(sum([sums.at(-1) ?? value.minus(value), value]));
  return sums;
}

/** Formats an hourly report as JSON: series are numbers, money is decimal text. */
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
        usdCumulated: money(cumulativeUsd(usd)),
        services: services.map((service) => ({
          name: service.name,
          series: Object.fromEntries(Object.entries(service.series).map(([key, values]) => [key, [...values]])),
          usd: money(service.usd),
        })),
      })),
    })),
  };
}
