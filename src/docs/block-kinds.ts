import { priceDates } from '../estimate/price-dates.js';
import type { Result, ScenarioReport } from '../model/report.js';
import { missingLines } from '../render/missing-text.js';
import { digits, dollars, unitPrice } from '../render/money.js';
import {
  answer,
  assumptionLines,
  byRank,
  byWorkload,
  dateRange,
  gap,
  notes,
  overridesWords,
  terms,
} from '../render/report-text.js';
import { resultOf, resultsOf } from './marked-results.js';
import type { Marker, MarkerKind } from './marker.js';
import type { Part, TablePart } from './part.js';
import type { PricedScenario } from './priced-scenario.js';

/** What a block shows, and the results it rests on. */
export interface BlockContent {
  readonly parts: readonly Part[];
  readonly results: readonly Result[];
}

/** Makes the content of a block. */
export type BlockKind = (priced: PricedScenario, marker: Marker) => BlockContent | Promise<BlockContent>;

/** One line a kind of block. */
export const BLOCK_KINDS: Readonly<Record<Exclude<MarkerKind, 'value'>, BlockKind>> = {
  table: comparison,
  lines: designLines,
  assumptions: assumptionList,
  chart,
};

/** Every design under each workload, the cheapest first. */
function comparison(priced: PricedScenario, marker: Marker): BlockContent {
  const results = resultsOf(priced, marker);
  const report = { ...priced.report, results };
  const parts = byWorkload(report).flatMap(([workload, of]): Part[] => [
    paragraph(workload === null ? answer(of) : `${workload}: ${answer(of)}`),
    designTable(of),
  ]);
  const remarks = report.remarks.filter(({ workload }) => results.some((result) => result.workload === workload));
  return { parts: [...parts, ...list(remarksOn({ ...report, remarks })), stamp(priced, report)], results };
}

function designTable(results: readonly Result[]): TablePart {
  const sorted = byRank(results);
  return {
    kind: 'table',
    head: ['Rank', 'Design', 'USD a month', 'Against the cheapest'],
    alignments: ['right', 'left', 'right', 'left'],
    rows: sorted.map((result) => [
      `${result.rank ?? '-'}`,
      result.design,
      dollars(result.monthlyUsd),
      gap(result, sorted[0]),
    ]),
  };
}

/** Every line of the bill of one design. */
function designLines(priced: PricedScenario, marker: Marker): BlockContent {
  const result = resultOf(priced, marker);
  const { workload, design, monthlyUsd, lines } = result;
  const report = { ...priced.report, results: [result], remarks: [] };
  const table: TablePart = {
    kind: 'table',
    head: ['Service', 'Line', 'Quantity', 'Price', 'USD a month'],
    alignments: ['left', 'left', 'right', 'right', 'right'],
    rows: lines.map(({ name, description, pricingQuantity: { amount, unit }, listUnitPrice, listCost }) => [
      name,
      description,
      `${digits(amount)} ${unit}`,
      unitPrice(listUnitPrice.usdPerUnit, listUnitPrice.unit),
      dollars(listCost),
    ]),
  };
  const title = `${workload === null ? design : `${design}, ${workload}`}: ${dollars(monthlyUsd)} a month`;
  return { parts: [paragraph(title), table, ...list(remarksOn(report)), stamp(priced, report)], results: [result] };
}

/** What was assumed because the scenario does not say. */
function assumptionList(priced: PricedScenario, marker: Marker): BlockContent {
  const results = resultsOf(priced, marker);
  const lines = assumptionLines(results);
  const parts = lines.length === 0 ? [paragraph('Nothing had to be assumed.')] : list(lines);
  return { parts: [...parts, stamp(priced, { ...priced.report, results })], results };
}

/** A chart; what draws it is loaded when a document has one. */
async function chart(priced: PricedScenario, marker: Marker): Promise<BlockContent> {
  const results = resultsOf(priced, marker);
  const { drawnChart } = await import('./drawn-chart.js');
  return { parts: [drawnChart(priced, marker, results), stamp(priced, { ...priced.report, results })], results };
}

/** What a reader of the document has to know. */
function remarksOn(report: ScenarioReport): string[] {
  const { results } = report;
  const complete = results.map((result) => ({ ...result, missing: [] }));
  return [...notes({ ...report, results: complete }), ...missingLines(results)];
}

/** Region, month and price dates, under every block. */
function stamp({ overrides }: PricedScenario, report: ScenarioReport): Part {
  const dates = priceDates([report]);
  const prices = dates.newest === '' ? '' : ` List prices published ${dateRange(dates)}${overridesWords(overrides)}.`;
  return paragraph(`${terms(report)}.${prices}`);
}

function paragraph(text: string): Part {
  return { kind: 'paragraph', text };
}

function list(items: readonly string[]): Part[] {
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}
