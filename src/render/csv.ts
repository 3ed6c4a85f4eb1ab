import type { Report, Result, ScenarioReport } from '../model/report.js';
import { csvText } from './safe-text.js';

/** A column: its head, and its field of a row. Numbers are written as they are, texts through `csvText`. */
type Columns<Row> = Readonly<Record<string, (row: Row) => string>>;

interface ResultRow {
  readonly scenario: ScenarioReport;
  readonly result: Result;
}

const RESULT_COLUMNS: Columns<ResultRow> = {
  scenario: ({ scenario }) => csvText(scenario.name),
  region: ({ scenario }) => csvText(scenario.region),
  monthHours: ({ scenario }) => scenario.monthHours.toFixed(),
  workload: ({ result }) => csvText(result.workload ?? ''),
  design: ({ result }) => csvText(result.design),
  feasible: ({ result }) => `${result.feasible}`,
  rank: ({ result }) => `${result.rank ?? ''}`,
  monthlyUsd: ({ result }) => result.monthlyUsd.toFixed(),
};

interface LineRow extends ResultRow {
  readonly line: Result['lines'][number];
}

const LINE_COLUMNS: Columns<LineRow> = {
  ...RESULT_COLUMNS,
  service: ({ line }) => csvText(line.service),
  name: ({ line }) => csvText(line.name),
  meter: ({ line }) => csvText(line.meter),
  description: ({ line }) => csvText(line.description),
  pricingQuantity: ({ line }) => line.pricingQuantity.amount.toFixed(),
  pricingUnit: ({ line }) => csvText(line.pricingQuantity.unit),
  listUnitPrice: ({ line }) => line.listUnitPrice.usdPerUnit.toFixed(),
  listCost: ({ line }) => line.listCost.toFixed(),
  chargeCategory: ({ line }) => csvText(line.chargeCategory),
  rateCode: ({ line }) => csvText(line.rateCode ?? ''),
  source: ({ line }) => csvText(line.source),
  publishedOn: ({ line }) => csvText(line.publishedOn),
};

/** One row a result, for `compare`. Lines end in LF. */
export function resultsCsv(report: Report): string {
  return csv(RESULT_COLUMNS, resultRows(report));
}

/** One row a line of the bill, for `estimate`. */
export function linesCsv(report: Report): string {
  return csv(LINE_COLUMNS, lineRows(report));
}

/** The same with the derivation, for `explain`. */
export function explainCsv(report: Report): string {
  return csv({ ...LINE_COLUMNS, derivation: ({ line }) => csvText(line.derivation) }, lineRows(report));
}

function resultRows({ scenarios }: Report): ResultRow[] {
  return scenarios.flatMap((scenario) => scenario.results.map((result) => ({ scenario, result })));
}

function lineRows(report: Report): LineRow[] {
  return resultRows(report).flatMap((row) => row.result.lines.map((line) => ({ ...row, line })));
}

function csv<Row>(columns: Columns<Row>, rows: readonly Row[]): string {
  const fields = Object.values(columns);
  const lines = rows.map((row) => fields.map((field) => field(row)).join(','));
  return `${[Object.keys(columns).join(','), ...lines].join('\n')}\n`;
}
