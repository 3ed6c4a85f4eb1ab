import { markdownTable } from '../readme/blocks.js';
import { leftOutCases, type PublishedCase, publishedCases } from './published-case.js';

/** How many figures of how many published calculations are reproduced. */
export function publishedCount(): string {
  const cases = publishedCases();
  const expectations = cases.flatMap((of) => of.expect);
  const reproduced = expectations.filter(({ ours }) => ours === undefined).length;
  return `Crossover reproduces ${reproduced} figures of ${cases.length} published calculations to the last digit printed.`;
}

/** What is reproduced: every calculation, its source, and how many of its figures. */
export function reproducedTable(): string {
  const rows = publishedCases()
    .map((of) => ({ of, figures: of.expect.filter(({ ours }) => ours === undefined).length }))
    .filter(({ figures }) => figures > 0)
    .map(({ of, figures }) => [linked(of.title, of.source), of.region, `${figures}`]);
  return markdownTable(['published calculation', 'region', 'figures'], rows);
}

/** Figures that differ, each with the reason. */
export function differingTable(): string {
  const rows = publishedCases()
    .filter(({ differs }) => differs !== undefined)
    .flatMap(differingRows);
  return markdownTable(['published', 'figure', 'Crossover', 'why'], rows);
}

/** Calculations that Crossover cannot be compared with, each with the reason. */
export function leftOutTable(): string {
  const rows = leftOutCases().map(({ title, source, reason }) => [linked(title, source), reason]);
  return markdownTable(['published', 'why'], rows);
}

function differingRows(published: PublishedCase): string[][] {
  return published.expect
    .filter(({ ours }) => ours !== undefined)
    .map(({ usd, quantity, ours = '' }) => [
      linked(published.title, published.source),
      `${usd ?? quantity}`,
      shortened(ours),
      `${published.differs}`,
    ]);
}

function linked(title: string, source: string): string {
  return source.startsWith('https://') ? `[${title}](${source})` : `${title}: ${source}`;
}

/** Enough decimals to see the difference. */
function shortened(exactText: string): string {
  const [whole, decimals = ''] = exactText.split('.');
  return decimals.length > 4 ? `${whole}.${decimals.slice(0, 4)}…` : exactText;
}
