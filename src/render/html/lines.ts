import type { CostLine } from '../../model/cost-line.js';
import type { Result, ScenarioReport } from '../../model/report.js';
import { element, type Markup, together } from '../markup.js';
import { digits, dollars, unitPrice } from '../money.js';
import { byRank, costByService } from '../words.js';
import { idOf, named, table } from './pieces.js';

/** Every line of the bill of every design with the way it came about; one design is opened at a time. */
export function billsOf({ results }: ScenarioReport, id: string): Markup {
  return together(byRank(results).map((result) => bill(result, id)));
}

function bill(result: Result, id: string): Markup {
  const bodies = costByService(result).map(([name, usd]) => {
    const lines = result.lines.filter((line) => line.name === name);
    const head = element(
      'tr',
      { class: 'service' },
      element('th', { scope: 'rowgroup', colspan: 3 }, named(name)),
      element('td', { class: 'number' }, dollars(usd)),
    );
    return element(
      'tbody',
      {},
      head,
      lines.map((line) => lineRow(line, id)),
    );
  });
  const heads = ['what, and how it came about', 'quantity|', 'unit price|', 'a month|'];
  return element(
    'details',
    { 'data-key': result.design },
    element('summary', {}, named(result.design), `: ${dollars(result.monthlyUsd)} a month`),
    table(`Bill of ${result.design}`, heads, bodies),
  );
}

function lineRow(line: CostLine, id: string): Markup {
  const { pricingQuantity, listUnitPrice, listCost } = line;
  return element(
    'tr',
    {},
    element(
      'th',
      { scope: 'row' },
      line.description,
      element(
        'p',
        { class: 'how' },
        `${line.derivation}; ${pricingQuantity.amount} × ${listUnitPrice.usdPerUnit} = ${listCost}; `,
        element('a', { href: `#${priceId(id, line)}` }, `price of ${line.offer} ${line.meter}`),
      ),
    ),
    element('td', { class: 'number' }, `${digits(pricingQuantity.amount)} ${pricingQuantity.unit}`),
    element('td', { class: 'number' }, unitPrice(listUnitPrice.usdPerUnit, listUnitPrice.unit)),
    element('td', { class: 'number' }, dollars(listCost)),
  );
}

/** Where the price of a line stands on the page. @param id of anything in the same scenario: `s0-…` */
export function priceId(id: string, { offer, meter }: Pick<CostLine, 'offer' | 'meter'>): string {
  return idOf(id.split('-')[0] ?? '', 'price', offer, meter);
}
