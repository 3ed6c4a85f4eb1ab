import type { CostLine } from '../../model/cost-line.js';
import type { ScenarioReport } from '../../model/report.js';
import { element, fragment, type Markup } from '../markup.js';
import { unitPrice } from '../money.js';
import { elementId, table } from './elements.js';

/** Shows every price that the bills use, with its source. @param id of the scenario's section */
export function pricesTable({ results, region }: Pick<ScenarioReport, 'results' | 'region'>, id: string): Markup {
  const columns = ['price', { number: 'per unit' }, 'published', 'confidence', 'rate code', 'source'];
  const linesByPrice = new Map<string, CostLine[]>();
  for (const line of results.flatMap((result) => result.lines)) {
    if (line.discountPercent !== undefined) continue;
    const key = priceId(id, line);
    linesByPrice.set(key, [...(linesByPrice.get(key) ?? []), line]);
  }
  const sorted = [...linesByPrice].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = sorted.map(([key, lines]) => priceRow(key, lines));
  return table(`Prices used, ${region}`, columns, [element('tbody', {}, rows)]);
}

function priceRow(id: string, lines: readonly CostLine[]): Markup {
  const [line] = lines as [CostLine];
  const prices = [...new Set(lines.map(({ listUnitPrice: { usdPerUnit, unit } }) => unitPrice(usdPerUnit, unit)))];
  return element(
    'tr',
    { id },
    element('th', { scope: 'row' }, `${line.offer} ${line.meter}`),
    element('td', { class: 'number' }, prices.join(', ')),
    element('td', {}, line.publishedOn),
    element('td', {}, line.confidence),
    element('td', { class: 'code' }, line.rateCode ?? 'none given by AWS'),
    element('td', { class: 'code' }, sourceLink(line.source)),
  );
}

function sourceLink(source: string): Markup {
  if (!source.startsWith('https://')) return fragment(source);
  return element('a', { href: source, rel: 'noopener noreferrer' }, source);
}

/** The id of the row of a line's price. @param id of a section in the same scenario: `s0`, `s0-w1` */
export function priceId(id: string, { offer, meter }: Pick<CostLine, 'offer' | 'meter'>): string {
  return elementId(id.split('-')[0] ?? '', 'price', offer, meter);
}
