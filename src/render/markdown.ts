import type { Report, Result, ScenarioReport } from '../model/report.js';
import { digits, dollars, unitPrice } from './money.js';
import { answer, assumptionLines, byRank, byWorkload, gap, notes, priceStamp, terms, why } from './report-text.js';
import { markdownText } from './safe-text.js';

/** Formats a comparison as GitHub Markdown, for design documents and pull requests. */
export function compareMarkdown(report: Report): string {
  return page(report, (scenario) =>
    byWorkload(scenario).flatMap(([workload, results]) => {
      const sorted = byRank(results);
      const rows = sorted.map((result) => [
        `${result.rank ?? '-'}`,
        markdownText(result.design),
        dollars(result.monthlyUsd).replace('$', '\\$'),
        gap(result, sorted[0]).replace('$', '\\$'),
      ]);
      const title = workload === null ? [] : [`### ${markdownText(workload)}`, ''];
      return [
        ...title,
        markdownText(answer(results)),
        '',
        ...table(['#', 'Design', 'USD a month', ''], ['-:', '-', '-:', '-'], rows),
        '',
        ...why(scenario, workload).flatMap((reason) => [markdownText(reason), '']),
      ];
    }),
  );
}

/** Formats every line of the bill as GitHub Markdown. */
export function estimateMarkdown(report: Report): string {
  return page(report, (scenario) => scenario.results.flatMap((result) => resultLines(result, false)));
}

/** Formats every line of the bill as GitHub Markdown, with derivations and sources. */
export function explainMarkdown(report: Report): string {
  return page(report, (scenario) => scenario.results.flatMap((result) => resultLines(result, true)));
}

function page(report: Report, body: (scenario: ScenarioReport) => string[]): string {
  const sections = report.scenarios.flatMap((scenario) => [
    `## ${markdownText(scenario.name)}`,
    '',
    `${markdownText(terms(scenario))}.`,
    '',
    ...body(scenario),
    ...list('', notes(scenario)),
    ...list('Assumed:', assumptionLines(scenario.results)),
  ]);
  return `${[...sections, markdownText(priceStamp(report))].join('\n')}\n`;
}

function resultLines({ workload, design, monthlyUsd, lines }: Result, explained: boolean): string[] {
  const title = workload === null ? design : `${design}, ${workload}`;
  const money = (text: string) => text.replace('$', '\\$');
  const rows = lines.map((line) => [
    markdownText(line.name),
    markdownText(line.description),
    `${digits(line.pricingQuantity.amount)} ${line.pricingQuantity.unit}`,
    money(unitPrice(line.listUnitPrice.usdPerUnit, line.listUnitPrice.unit)),
    money(dollars(line.listCost)),
    ...(explained
      ? [markdownText(line.derivation), line.rateCode ?? '', markdownText(line.source), line.publishedOn]
      : []),
  ]);
  const more = explained ? ['How', 'Rate code', 'Source', 'Published'] : [];
  const head = ['Service', 'Line', 'Quantity', 'Price', 'USD', ...more];
  const aligns = ['-', '-', '-:', '-:', '-:', ...more.map(() => '-')];
  return [`### ${markdownText(title)}: ${money(dollars(monthlyUsd))} a month`, '', ...table(head, aligns, rows), ''];
}

function table(head: readonly string[], aligns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, aligns, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

function list(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  return [...(title === '' ? [] : [title, '']), ...items.map((item) => `- ${markdownText(item)}`), ''];
}
