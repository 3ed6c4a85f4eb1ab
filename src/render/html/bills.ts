import type { CostLine } from '../../model/cost-line.js';
import type { Result, ScenarioReport } from '../../model/report.js';
import { element, fragment, type Markup } from '../markup.js';
import { digits, dollars, unitPrice } from '../money.js';
import { byRank, costByService } from '../report-text.js';
import { nameElement, table } from './elements.js';
import { priceId } from './prices-table.js';

/** Shows the bill of every design, collapsed, with the derivation of each line. @param id of the section around them */
export function bills({ results }: ScenarioReport, id: string): Markup {
  return fragment(byRank(results).map((result) => bill(result, id)));
}

function bill(result: Result, id: string): Markup {
  const columns = ['item and derivation', { number: 'quantity' }, { number: 'unit price' }, { number: 'a month' }];
  const bodies = costByService(result).map(([name, usd]) => {
    const lines = result.lines.filter((line) => line.name === name);
    const head = element(
      'tr',
      { class: 'service' },
      element('th', { scope: 'rowgroup', colspan: 3 }, nameElement(name)),
      element('td', { class: 'number' }, dollars(usd)),
    );
    return element(
      'tbody',
      {},
      head,
      lines.map((line) => lineRow(line, id)),
    );
  });
  return element(
    'details',
    { 'data-key': result.design },
    element('summary', {}, nameElement(result.design), `: ${dollars(result.monthlyUsd)} a month`),
    table(`Bill of ${result.design}`, columns, bodies),
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
        { class: 'derivation' },
        `${line.derivation}; ${pricingQuantity.amount} × ${listUnitPrice.usdPerUnit} = ${listCost}; `,
        element('a', { href: `#${priceId(id, line)}` }, `price of ${line.offer} ${line.meter}`),
      ),
    ),
    element('td', { class: 'number' }, `${digits(pricingQuantity.amount)} ${pricingQuantity.unit}`),
    element('td', { class: 'number' }, unitPrice(listUnitPrice.usdPerUnit, listUnitPrice.unit)),
    element('td', { class: 'number' }, dollars(listCost)),
  );
}
