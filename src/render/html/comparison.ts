import type { Result, ScenarioReport } from '../../model/report.js';
import { element, type Markup, together } from '../markup.js';
import { dollars } from '../money.js';
import { answer, byRank, costByService, gap } from '../words.js';
import { named, table } from './pieces.js';

/** The answer in a sentence. */
export function answerText({ results }: ScenarioReport): Markup {
  return together(answer(results));
}

/** Totals of one workload side by side, cheapest first. */
export function comparisonTable({ results }: ScenarioReport, caption: string): Markup {
  const ranked = byRank(results);
  const rows = ranked.map((result) => row(result, ranked[0]));
  return table(caption, ['#', 'design', 'a month|', 'against the cheapest', 'made of'], [element('tbody', {}, rows)]);
}

function row(result: Result, cheapest: Result | undefined): Markup {
  const parts = costByService(result).map(([name, usd]) => element('li', {}, named(name), ` ${dollars(usd)}`));
  return element(
    'tr',
    { class: !result.feasible ? 'unfit' : result.rank === 1 ? 'best' : undefined },
    element('td', {}, result.rank === null ? '–' : `${result.rank}`),
    element('th', { scope: 'row' }, named(result.design)),
    element('td', { class: 'number total' }, dollars(result.monthlyUsd)),
    element('td', {}, gap(result, cheapest)),
    element('td', {}, element('ul', { class: 'parts' }, parts)),
  );
}
