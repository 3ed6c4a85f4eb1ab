import { leftOutCases, type PublishedCase, publishedCases } from './published-case.js';

/** The README's account of what is reproduced, and of what is not and why. */
export function publishedTable(): string {
  const cases = publishedCases();
  const expectations = cases.flatMap((of) => of.expect);
  const differing = expectations.filter(({ ours }) => ours !== undefined).length;
  return [
    `${expectations.length - differing} figures of ${cases.length} published calculations (AWS's pricing pages, its Pricing`,
    'Calculator, golden files of other tools) come out through scenario files to the last digit printed. These do not:',
    '',
    '| published | figure | Crossover | why |',
    '|---|---|---|---|',
    ...cases.filter(({ differs }) => differs !== undefined).flatMap(differingRows),
    ...leftOutCases().map(({ title, source, reason }) => `| ${linked(title, source)} | | | ${reason} |`),
  ].join('\n');
}

function differingRows(published: PublishedCase): string[] {
  return published.expect
    .filter(({ ours }) => ours !== undefined)
    .map(({ usd, quantity, ours = '' }) => {
      const title = linked(published.title, published.source);
      return `| ${title} | ${usd ?? quantity} | ${shortened(ours)} | ${published.differs} |`;
    });
}

function linked(title: string, source: string): string {
  return source.startsWith('https://') ? `[${title}](${source})` : `${title}: ${source}`;
}

/** Enough decimals to see the difference. */
function shortened(exactText: string): string {
  const [whole, decimals = ''] = exactText.split('.');
  return decimals.length > 4 ? `${whole}.${decimals.slice(0, 4)}…` : exactText;
}
