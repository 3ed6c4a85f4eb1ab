import type { RowChoices } from '../estimate/fleet/fleet.js';
import type { FleetReport } from '../estimate/fleet/fleet-report.js';
import type { FleetRow } from '../estimate/fleet/fleet-row.js';
import type { LambdaChoice } from '../estimate/fleet/lambda-choice.js';
import { microText, type RowPrices } from '../estimate/fleet/row-prices.js';
import { describePlacement, type Move, type RowPlacement } from '../estimate/fleet/top-moves.js';
import { exact } from '../model/decimal.js';
import { digits, dollars, fewCents } from './money.js';
import { plainTable } from './plain-table.js';
import { priceStamp } from './report-text.js';
import { csvText, printable } from './safe-text.js';
import type { Terminal } from './terminal.js';
import { wrap } from './wrap.js';

/** Output formats of a fleet, the default first. */
export const FLEET_FORMATS = ['table', 'csv', 'json'] as const;

/** Formats the totals of a fleet, the largest moves, and the assumptions behind them. */
export function fleetText(report: FleetReport, { width }: Terminal): string {
  const { moves, remarks, assumptions } = report;
  const listed = assumptions.map(({ at, value, reason }) => wrap(`  ${at} ${value}: ${reason}`, width, '    '));
  return `${[
    wrap(titleOf(report), width),
    ...skippedText(report, width),
    designTable(report, width),
    wrap(answerOf(report), width),
    ...(moves.count === 0 ? [] : [movesText(report, width)]),
    ...remarks.map((remark) => wrap(`Note: ${remark}.`, width)),
    `Assumptions\n${listed.join('\n')}`,
    wrap(priceStamp(report), width),
  ].join('\n\n')}\n`;
}

function titleOf({ name, rows, requests, region, monthHours, freeTier }: FleetReport): string {
  const terms = `${region}, month of ${monthHours} hours, ${freeTier ? 'free tier applied once' : 'no free tier'}`;
  return `${printable(name)}: ${digits(exact(rows))} rows, ${digits(exact(requests))} requests a month; ${terms}`;
}

function skippedText({ skipped }: FleetReport, width: number): string[] {
  if (skipped.count === 0) return [];
  const rows = skipped.count === 1 ? '1 invalid row is' : `${digits(exact(skipped.count))} invalid rows are`;
  const head = `${rows} left out of all totals:`;
  const more = skipped.count > skipped.first.length ? ['  …'] : [];
  const first = skipped.first.map((problem) => wrap(`  ${printable(problem)}`, width, '    '));
  return [[wrap(head, width), ...first, ...more].join('\n')];
}

function designTable({ designs, cheapest }: FleetReport, width: number): string {
  const rows = designs.map(({ name, description, monthlyUsd, savingUsd }, index) => [
    name === cheapest ? `${name} *` : name,
    monthlyUsd === null ? 'not possible' : dollars(monthlyUsd),
    savingUsd === null || index === 0 ? '' : dollars(savingUsd),
    description,
  ]);
  return plainTable(['design (* cheapest)', 'a month', 'saving', 'made of'], rows, { width });
}

function answerOf({ designs, cheapest }: FleetReport): string {
  const best = designs.find(({ name }) => name === cheapest);
  if (best?.monthlyUsd == null || best.savingUsd == null) return 'No design can run the whole fleet.';
  if (!best.savingUsd.gt(0))
    return `No design is cheaper than the fleet as it is, ${dollars(best.monthlyUsd)} a month.`;
  return `Cheapest: ${cheapest}, ${dollars(best.monthlyUsd)} a month; this saves ${dollars(best.savingUsd)} a month.`;
}

function movesText({ moves, designs }: FleetReport, width: number): string {
  const total = designs.find(({ name }) => name === moves.design)?.savingUsd;
  const shown = `the ${moves.largest.length} largest of ${digits(exact(moves.count))}`;
  const sum = total == null ? '' : `; together all of them save ${dollars(total)}`;
  const head = `Moves to "${moves.design}", ${shown}${sum}. Each at list prices, before allowances and higher tiers:`;
  const rows = moves.largest.map((move) => [
    savingText(move),
    printable(move.name.length > 24 ? `${move.name.slice(0, 23)}…` : move.name),
    `${describePlacement(move.from)} → ${describePlacement(move.to)}`,
  ]);
  const table = plainTable(['saves', 'row', 'move'], rows, { width });
  return moves.largest.length === 0 ? wrap(head, width) : `${wrap(head, width)}\n${table}`;
}

function savingText({ savingMicroUsd }: Move): string {
  return fewCents(exact(microText(savingMicroUsd)));
}

/** Formats a fleet as JSON: money and counts are decimal text. */
export function fleetJson(report: FleetReport): unknown {
  const { name, region, monthHours, freeTier, rows, skipped, requests, designs, moves } = report;
  return {
    schemaVersion: 1,
    priceBook: report.priceBook,
    file: name,
    region,
    monthHours: `${monthHours}`,
    freeTier,
    rows,
    skipped,
    requests: `${requests}`,
    cheapest: report.cheapest,
    designs: designs.map((design) => ({
      design: design.name,
      madeOf: design.description,
      monthlyUsd: design.monthlyUsd?.toFixed() ?? null,
      savingUsd: design.savingUsd?.toFixed() ?? null,
      lines: design.lines.map((line) => ({
        service: line.service,
        meter: line.meter,
        description: line.description,
        pricingQuantity: line.pricingQuantity.amount.toFixed(),
        pricingUnit: line.pricingQuantity.unit,
        listUnitPrice: line.listUnitPrice.usdPerUnit.toFixed(),
        listCost: line.listCost.toFixed(),
        chargeCategory: line.chargeCategory,
      })),
    })),
    moves: {
      design: moves.design,
      count: moves.count,
      largest: moves.largest.map(({ line, name: row, from, to, savingMicroUsd }) => ({
        line,
        row,
        from: placeJson(from),
        to: placeJson(to),
        savingUsd: microText(savingMicroUsd),
      })),
    },
    assumptions: report.assumptions,
    remarks: report.remarks,
  };
}

function placeJson(place: RowPlacement): unknown {
  if (place === 'fargate') return { service: 'fargate' };
  const { architecture, memoryMb, billedMs } = place;
  return { service: 'lambda', architecture, memoryMb, durationMs: billedMs };
}

/** The header of the CSV. Dollars are list prices, before allowances and higher tiers. */
export const FLEET_CSV_HEAD = [
  'line,name,trigger,requests,asItIsUsd,x86_64Usd,x86_64BestMemoryMb,x86_64BestUsd',
  'arm64Usd,arm64BestMemoryMb,arm64BestUsd,fargateShareUsd,cheapest,savingUsd',
].join(',');

/** Formats the cost of one row on every design, to the millionth of a dollar. */
export function fleetCsvRow(row: FleetRow, choices: RowChoices, prices: RowPrices): string {
  const { asGiven, x86, x86Best, arm, armBest, cheapest } = choices;
  const usd = (choice: LambdaChoice) => prices.lambdaMicroUsd(row.requests, choice);
  const asItIs = usd(asGiven);
  const fargate = prices.fargateMicroUsd(choices.fargate);
  const cheapestUsd = cheapest === 'fargate' ? fargate : usd(cheapest);
  return [
    row.line,
    csvText(row.name),
    csvText(row.trigger),
    row.requests,
    microText(asItIs),
    microText(usd(x86)),
    x86Best.memoryMb,
    microText(usd(x86Best)),
    microText(usd(arm)),
    armBest.memoryMb,
    microText(usd(armBest)),
    microText(fargate),
    csvText(describePlacement(cheapest)),
    microText(asItIs - cheapestUsd),
  ].join(',');
}
