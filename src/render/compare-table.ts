import Table from 'cli-table3';
import type { Report, Result, ScenarioReport } from '../model/report.js';
import { dollars } from './money.js';
import {
  answer,
  assumptionLines,
  byRank,
  byWorkload,
  costByService,
  gap,
  notes,
  priceStamp,
  terms,
  why,
} from './report-text.js';
import { printable } from './safe-text.js';
import { tableRows } from './table-rows.js';
import type { Terminal } from './terminal.js';
import { paint, type Tone } from './terminal.js';
import { wrap } from './wrap.js';

/** On a narrower terminal designs are listed without a table. */
const MIN_TABLE_COLUMNS = 64;

/** Formats a comparison as text: the answer, then every design, then notes and assumptions. */
export function compareTable(report: Report, terminal: Terminal): string {
  const parts =
    report.scenarios.length === 1
      ? report.scenarios.map((scenario) => scenarioText(scenario, terminal))
      : [batchTable(report, terminal)];
  return `${[...parts, wrap(priceStamp(report), terminal.width)].join('\n\n')}\n`;
}

function scenarioText(scenario: ScenarioReport, terminal: Terminal): string {
  const { width } = terminal;
  const head = wrap(`${printable(scenario.name)} (${terms(scenario)})`, width);
  const workloads = byWorkload(scenario).map(([workload, results]) => {
    const title = workload === null ? [] : [wrap(`${printable(workload)}:`, width)];
    const reasons = why(scenario, workload).map((reason) => wrap(reason, width));
    return [...title, wrap(answer(results), width), designs(results, terminal), ...reasons].join('\n');
  });
  return [head, ...workloads, ...remarks(scenario, width)].join('\n\n');
}

function remarks(scenario: ScenarioReport, width: number): string[] {
  const noteLines = notes(scenario).map((note) => wrap(`! ${note}`, width, '  '));
  const assumed = assumptionLines(scenario.results).map((line) => wrap(`  ${line}`, width, '    '));
  return [
    ...(noteLines.length === 0 ? [] : [noteLines.join('\n')]),
    ...(assumed.length === 0
      ? []
      : [[wrap('Assumed, because the scenario does not give a value:', width), ...assumed].join('\n')]),
  ];
}

function designs(results: readonly Result[], terminal: Terminal): string {
  const sorted = byRank(results);
  const rows = sorted.map((result) => ({
    rank: result.rank === null ? '-' : `${result.rank}`,
    design: printable(result.design),
    usd: dollars(result.monthlyUsd),
    gap: gap(result, sorted[0]),
    tone: toneOf(result),
    costs: costByService(result).map(([name, usd]) => `${printable(name)} ${dollars(usd)}`),
  }));
  return terminal.width < MIN_TABLE_COLUMNS ? designList(rows, terminal) : designTable(rows, terminal);
}

interface DesignRow {
  readonly rank: string;
  readonly design: string;
  readonly usd: string;
  readonly gap: string;
  /** The colour repeats what `gap` says. */
  readonly tone: Tone | undefined;
  /** `lambda $7.47`: each service and its cost. */
  readonly costs: readonly string[];
}

/** Marks the cheapest design, and those that are not feasible. */
function toneOf({ rank, feasible }: Result): Tone | undefined {
  return feasible ? (rank === 1 ? 'good' : undefined) : 'bad';
}

function toned(text: string, { tone }: DesignRow, terminal: Terminal): string {
  return tone === undefined ? text : paint(text, tone, terminal);
}

function designList(rows: readonly DesignRow[], terminal: Terminal): string {
  const { width } = terminal;
  return rows
    .flatMap((row) => [
      toned(wrap(`${row.rank} ${row.design}`, width, '  '), row, terminal),
      toned(wrap(`  ${row.usd} ${row.gap}`, width, '  '), row, terminal),
      ...row.costs.map((part) => wrap(`    ${part}`, width, '    ')),
    ])
    .join('\n');
}

function designTable(rows: readonly DesignRow[], terminal: Terminal): string {
  const { width } = terminal;
  const widest = (field: 'usd' | 'gap', min: number) => Math.max(min, ...rows.map((row) => row[field].length)) + 2;
  const fixed = { rank: 3, usd: widest('usd', 7), gap: widest('gap', 8) };
  const left = width - fixed.rank - fixed.usd - fixed.gap - 6;
  const widestPart = Math.max(...rows.flatMap((row) => row.costs).map((part) => part.length)) + 2;
  const widestDesign = Math.max(8, ...rows.map((row) => row.design.length + 2));
  // The cost of each service stays on one line if possible; names of designs wrap instead.
  const design = Math.min(widestDesign, Math.max(left - widestPart, Math.floor(left * 0.4)));
  const table = new Table({
    head: ['#', 'design', 'a month', 'more than the cheapest', 'made of'].map((head, column) =>
      column === 3 ? '' : head,
    ),
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: [fixed.rank, design, fixed.usd, fixed.gap, left - design],
    colAligns: ['left', 'left', 'right', 'left', 'left'],
  });
  for (const row of rows) {
    const cells = [
      row.rank,
      toned(wrap(row.design, design - 2), row, terminal),
      toned(row.usd, row, terminal),
      toned(row.gap, row, terminal),
      row.costs.map((part) => wrap(part, left - design - 2)).join('\n'),
    ];
    table.push(...tableRows(cells));
  }
  return table.toString();
}

/** A batch has one row per workload. */
function batchTable(report: Report, { width }: Terminal): string {
  const rows = report.scenarios.flatMap((scenario) =>
    byWorkload(scenario).map(([workload, results]) => batchRow(scenario, workload, results)),
  );
  if (width < MIN_TABLE_COLUMNS) return rows.map((row) => batchItem(row, width)).join('\n');
  const usd = Math.max(7, ...rows.map((row) => row.usd.length)) + 2;
  const next = Math.max(8, ...rows.map((row) => row.next.length)) + 2;
  const left = Math.max(30, width - usd - next - 5);
  const first = Math.floor(left / 2);
  const table = new Table({
    head: ['scenario', 'cheapest', 'a month', 'the next'],
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: [first, left - first, usd, next],
    colAligns: ['left', 'left', 'right', 'left'],
  });
  for (const row of rows)
    table.push(...tableRows([wrap(row.name, first - 2), wrap(row.design, left - first - 2), row.usd, row.next]));
  return table.toString();
}

function batchItem({ name, design, usd, next }: ReturnType<typeof batchRow>, width: number): string {
  const costs = usd === '' ? [] : [`  ${usd}${next === '' ? '' : `; the next ${next}`}`];
  return [name, `  ${design}`, ...costs].map((line) => wrap(line, width, '    ')).join('\n');
}

function batchRow(scenario: ScenarioReport, workload: string | null, results: readonly Result[]) {
  const [first, second] = byRank(results);
  const name = printable(workload === null ? scenario.name : `${scenario.name}: ${workload}`);
  if (first === undefined || !first.feasible) return { name, design: 'none is feasible', usd: '', next: '' };
  const next = second?.feasible === true ? gap({ ...second, rank: 2 }, first) : '';
  return { name, design: printable(first.design), usd: dollars(first.monthlyUsd), next };
}
