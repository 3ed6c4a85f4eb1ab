import type { Result, ScenarioReport } from '../../model/report.js';
import { element, type Markup } from '../markup.js';
import { dollars } from '../money.js';
import { byRank, costByService, gap } from '../report-text.js';
import { list, nameElement, table } from './elements.js';

/** Shows the monthly totals of one workload, cheapest design first. */
export function totalsTable({ results }: ScenarioReport, caption: string): Markup {
  const ranked = byRank(results);
  const columns = ['#', 'design', { number: 'a month' }, 'over the cheapest', 'by service'];
  const rows = ranked.map((result) => totalsRow(result, ranked[0]));
  return table(caption, columns, [element('tbody', {}, rows)]);
}

function totalsRow(result: Result, cheapest: Result | undefined): Markup {
  const services = costByService(result).map(([name, usd]) => [nameElement(name), ` ${dollars(usd)}`]);
  return element(
    'tr',
    { class: !result.feasible ? 'infeasible' : result.rank === 1 ? 'best' : undefined },
    element('td', {}, result.rank === null ? '–' : `${result.rank}`),
    element('th', { scope: 'row' }, nameElement(result.design)),
    element('td', { class: 'number total' }, dollars(result.monthlyUsd)),
    element('td', {}, gap(result, cheapest)),
    element('td', {}, list('breakdown', services)),
  );
}
