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
import type { BlockElement, TableElement } from './block-element.js';
import type { Marker, MarkerKind } from './marker.js';
import { resultOf, resultsOf } from './marker-results.js';
import type { PricedScenario } from './priced-scenario.js';

/** The elements of a block, and the results they are computed from. */
export interface BlockContent {
  readonly elements: readonly BlockElement[];
  readonly results: readonly Result[];
}

/** Makes the content of one kind of block. */
export type BlockKind = (priced: PricedScenario, marker: Marker) => BlockContent | Promise<BlockContent>;

/** The kinds of blocks by marker. */
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
  const elements = byWorkload(report).flatMap(([workload, compared]): BlockElement[] => [
    paragraph(workload === null ? answer(compared) : `${workload}: ${answer(compared)}`),
    designTable(compared),
  ]);
  const remarks = report.remarks.filter(({ workload }) => results.some((result) => result.workload === workload));
  return { elements: [...elements, ...list(remarksOn({ ...report, remarks })), stamp(priced, report)], results };
}

function designTable(results: readonly Result[]): TableElement {
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
  const table: TableElement = {
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
  return { elements: [paragraph(title), table, ...list(remarksOn(report)), stamp(priced, report)], results: [result] };
}

/** The defaults used where the scenario gives no value. */
function assumptionList(priced: PricedScenario, marker: Marker): BlockContent {
  const results = resultsOf(priced, marker);
  const lines = assumptionLines(results);
  const elements = lines.length === 0 ? [paragraph('Nothing had to be assumed.')] : list(lines);
  return { elements: [...elements, stamp(priced, { ...priced.report, results })], results };
}

/** A chart; the code that draws it is loaded only when a document has one. */
async function chart(priced: PricedScenario, marker: Marker): Promise<BlockContent> {
  const results = resultsOf(priced, marker);
  const { drawChart } = await import('./draw-chart.js');
  return { elements: [drawChart(priced, marker, results), stamp(priced, { ...priced.report, results })], results };
}

/** Remarks that a reader of the document has to know. */
function remarksOn(report: ScenarioReport): string[] {
  const { results } = report;
  const complete = results.map((result) => ({ ...result, missing: [] }));
  return [...notes({ ...report, results: complete }), ...missingLines(results)];
}

/** Region, month and price dates, under every block. */
function stamp({ overrides }: PricedScenario, report: ScenarioReport): BlockElement {
  const dates = priceDates([report]);
  const prices = dates.newest === '' ? '' : ` List prices published ${dateRange(dates)}${overridesWords(overrides)}.`;
  return paragraph(`${terms(report)}.${prices}`);
}

function paragraph(text: string): BlockElement {
  return { kind: 'paragraph', text };
}

function list(items: readonly string[]): BlockElement[] {
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}
