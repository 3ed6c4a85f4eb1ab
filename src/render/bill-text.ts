import type { CostLine } from '../model/cost-line.js';
import { roundedText } from '../model/number-text.js';
import type { Report, Result, ScenarioReport } from '../model/report.js';
import { digits, dollars, unitPrice } from './money.js';
import { assumptionLines, costByService, notes, priceStamp, terms } from './report-text.js';
import { printable } from './safe-text.js';
import type { Terminal } from './terminal.js';
import { padded, wrap } from './wrap.js';

/** Formats one line of the bill. */
type LineText = (line: CostLine, width: number) => string;

/** Formats every line of the bill: description, quantity, unit price and cost. */
export function estimateText(report: Report, { width }: Terminal): string {
  return billText(report, width, lineText);
}

/** Formats every line of the bill with its derivation: quantity, tiers, allowance, rounding, rate code, source and date. */
export function explainText(report: Report, { width }: Terminal): string {
  return billText(report, width, (line, columns) => [lineText(line, columns), derivation(line, columns)].join('\n'));
}

function billText(report: Report, width: number, text: LineText): string {
  const scenarios = report.scenarios.map((scenario) => scenarioText(scenario, width, text));
  return `${[...scenarios, wrap(priceStamp(report), width)].join('\n\n')}\n`;
}

function scenarioText(scenario: ScenarioReport, width: number, text: LineText): string {
  const head = wrap(`${printable(scenario.name)} (${terms(scenario)})`, width);
  const noteLines = notes(scenario).map((note) => wrap(`! ${note}`, width, '  '));
  return [head, ...scenario.results.map((result) => resultText(result, width, text)), ...noteLines].join('\n\n');
}

function resultText(result: Result, width: number, text: LineText): string {
  const { workload, design, monthlyUsd, lines } = result;
  const title = printable(workload === null ? design : `${design}, ${workload}`);
  const services = costByService(result).flatMap(([name, usd]) => [
    row(`  ${printable(name)}`, dollars(usd), width),
    ...lines.filter((line) => line.name === name).map((line) => text(line, width)),
  ]);
  const simulated = activityLines(result).map((line) => wrap(`    ${line}`, width, '      '));
  const activity = simulated.length === 0 ? [] : ['  Simulated:', ...simulated];
  const assumed = assumptionLines([result]).map((line) => wrap(`    ${line}`, width, '      '));
  const assumptions = assumed.length === 0 ? [] : ['  Assumed:', ...assumed];
  const rule = '─'.repeat(width);
  return [row(title, `${dollars(monthlyUsd)} a month`, width), rule, ...services, ...activity, ...assumptions].join(
    '\n',
  );
}

/** The simulated activity of each service: `lambda: invocations 20,000,000, coldStarts 4,657, …`. */
function activityLines({ activity }: Result): string[] {
  return Object.entries(activity).flatMap(([name, numbers]) => {
    const counts = Object.entries(numbers).map(([what, value]) => `${what} ${roundedText(value)}`);
    return counts.length === 0 ? [] : [`${printable(name)}: ${counts.join(', ')}`];
  });
}

function lineText(line: CostLine, width: number): string {
  const { pricingQuantity, listUnitPrice } = line;
  const description = row(`    ${printable(line.description)}`, dollars(line.listCost), width);
  const quantity = `      ${digits(pricingQuantity.amount)} ${pricingQuantity.unit} at ${unitPrice(listUnitPrice.usdPerUnit, listUnitPrice.unit)}`;
  return [description, wrap(quantity, width, '      ')].join('\n');
}

/** Puts text on the left and an amount on the right; the text wraps before the amount. */
function row(text: string, amount: string, width: number): string {
  const indent = ' '.repeat((/^ */.exec(text)?.[0].length ?? 0) + 2);
  const lines = wrap(text, width - amount.length - 2, indent).split('\n');
  const last = lines.pop() ?? '';
  return [...lines, `${padded(last, width - amount.length)}${amount}`].join('\n');
}

function derivation(line: CostLine, width: number): string {
  const { pricingQuantity, listUnitPrice, listCost, rateCode, source, publishedOn, confidence } = line;
  const facts: [string, string][] = [
    ['meter', `${line.offer} ${line.meter} (${line.chargeCategory}, ${line.pricingCategory})`],
    ['quantity', line.derivation],
    ['cost', `${pricingQuantity.amount} × ${listUnitPrice.usdPerUnit} = ${listCost}`],
    ['rate code', rateCode ?? (publishedOn === '' ? 'none: not AWS' : 'none given by AWS')],
    ['price of', publishedOn === '' ? 'your own' : `${publishedOn}, confidence ${confidence}`],
    ['source', source],
  ];
  return facts
    .map(([fact, text]) => wrap(`        ${fact.padEnd(10)}${printable(text)}`, width, ' '.repeat(18)))
    .join('\n');
}
