import type { CostLine } from '../../model/cost-line.js';
import type { ScenarioReport } from '../../model/report.js';
import { element, type Markup, together } from '../markup.js';
import { unitPrice } from '../money.js';
import { assumptionLines, notes } from '../words.js';
import { priceId } from './lines.js';
import { table } from './pieces.js';

/** Every price that a line rests on, with the place it was read from. */
export function pricesTable({ results, region }: Pick<ScenarioReport, 'results' | 'region'>, id: string): Markup {
  const heads = ['price', 'per unit|', 'published', 'confidence', 'rate code', 'source'];
  const caption = `Prices used, ${region}`;
  const groups = new Map<string, CostLine[]>();
  for (const line of results.flatMap((result) => result.lines)) {
    if (line.discountPercent !== undefined) continue;
    const key = priceId(id, line);
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return table(caption, heads, [
    element(
      'tbody',
      {},
      sorted.map(([key, lines]) => priceRow(key, lines)),
    ),
  ]);
}

function priceRow(key: string, lines: readonly CostLine[]): Markup {
  const [line] = lines as [CostLine];
  const rates = [...new Set(lines.map(({ listUnitPrice: { usdPerUnit, unit } }) => unitPrice(usdPerUnit, unit)))];
  return element(
    'tr',
    { id: key },
    element('th', { scope: 'row' }, `${line.offer} ${line.meter}`),
    element('td', { class: 'number' }, rates.join(', ')),
    element('td', {}, line.publishedOn),
    element('td', {}, line.confidence),
    element('td', { class: 'code' }, line.rateCode ?? 'none given by AWS'),
    element('td', { class: 'code' }, source(line.source)),
  );
}

function source(address: string): Markup {
  if (!address.startsWith('https://')) return together(address);
  return element('a', { href: address, rel: 'noopener noreferrer' }, address);
}

/** What the scenario does not say and was assumed. */
export function assumptionsList({ results }: Pick<ScenarioReport, 'results'>): Markup {
  const lines = assumptionLines(results);
  if (lines.length === 0) return element('p', {}, 'Nothing was assumed.');
  return element(
    'ul',
    { class: 'plain' },
    lines.map((line) => element('li', {}, line)),
  );
}

/** Why something is not feasible, warnings, and what could turn the answer round; nothing where there is none. */
export function notesList(scenario: ScenarioReport): Markup {
  const said = notes(scenario);
  return together(
    said.length > 0 &&
      element(
        'ul',
        { class: 'notes' },
        said.map((note) => element('li', {}, note)),
      ),
  );
}
