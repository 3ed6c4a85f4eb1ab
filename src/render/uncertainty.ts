import stringWidth from 'string-width';
import type { DesignSpread, Uncertainty } from '../estimate/decide/uncertainty.js';
import { asWritten } from '../model/decimal.js';
import { countText, percentText } from '../model/number-text.js';
import type { Distribution } from '../scenario/scenario.js';
import { decisionHead, decisionRenderers, decisionSubject } from './decision-renderers.js';
import { dollars } from './money.js';
import { priceStamp } from './report-text.js';
import { csvText, markdownText, printable } from './safe-text.js';
import { centsText } from './sweep-rows.js';
import type { Terminal } from './terminal.js';
import { padded, wrap } from './wrap.js';

export const uncertaintyRenderers = decisionRenderers<Uncertainty>(
  { table: uncertaintyText, markdown: uncertaintyMarkdown, csv: uncertaintyCsv },
  uncertaintyJson,
);

/** Formats an uncertainty analysis as JSON: money is decimal text, shares are numbers. */
export function uncertaintyJson(found: Uncertainty): unknown {
  const { ranges, samples, seed } = found;
  return {
    ...decisionHead(found),
    ranges,
    samples,
    seed,
    designs: found.designs.map((design) => ({
      design: design.design,
      monthlyUsd: {
        p10: usd(design.p10),
        p50: usd(design.p50),
        p90: usd(design.p90),
        mean: usd(design.mean),
      },
      p50ErrorUsd: usd(design.p50Error),
      cheapestShare: design.cheapestShare,
      cheapestError: design.cheapestError,
      regretUsd: usd(design.regret),
      infeasibleShare: design.infeasibleShare,
    })),
  };
}

function usd(cents: number): string {
  return centsText(Math.round(cents));
}

function dollarText(cents: number): string {
  return dollars(asWritten(Math.round(cents)).div(100));
}

/** A narrower column of names would be hard to read. */
const MIN_NAME_COLUMNS = 12;

const HEADS = ['design', 'P10', 'P50', 'P90', 'cheapest', 'regret'] as const;

function cellsOf(design: DesignSpread): string[] {
  const { p10, p50, p90, cheapestShare, regret } = design;
  return [
    printable(design.design),
    dollarText(p10),
    dollarText(p50),
    dollarText(p90),
    percent(cheapestShare),
    dollarText(regret),
  ];
}

function percent(share: number): string {
  return percentText((share * 100).toFixed(1));
}

function uncertaintyText(found: Uncertainty, { width }: Terminal): string {
  const lines = designLines([[...HEADS], ...found.designs.map(cellsOf)], width);
  return `${[
    wrap(titleOf(found), width),
    [wrap(answerOf(found), width), ...lines].join('\n'),
    [
      wrap('Ranges:', width),
      ...found.ranges.map((range) => wrap(`  ${range.at}: ${rangeText(range.distribution)}`, width, '    ')),
    ].join('\n'),
    ...notesOf(found).map((note) => wrap(note, width)),
    wrap(priceStamp(found), width),
  ].join('\n\n')}\n`;
}

/** One line per design; on a narrow terminal the numbers are below its name. */
function designLines(rows: readonly (readonly string[])[], width: number): string[] {
  const widths = HEADS.map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))));
  const numbers = widths.slice(1).reduce((total, column) => total + column + 2, 0);
  const name = Math.min(widths[0] ?? 0, width - numbers - 2);
  if (name < MIN_NAME_COLUMNS) return rows.slice(1).flatMap((row) => designItem(row, width));
  return rows.flatMap(([design = '', ...cells]) => {
    const lines = wrap(design, name).split('\n');
    const numbersText = cells.map((cell, column) => `  ${cell.padStart(widths[column + 1] ?? 0)}`).join('');
    return lines.map((line, index) => (index === 0 ? `  ${padded(line, name)}${numbersText}` : `  ${line}`));
  });
}

function designItem([design = '', ...cells]: readonly string[], width: number): string[] {
  const numbers = cells.map((cell, column) => `${HEADS[column + 1]} ${cell}`).join(', ');
  return [wrap(`  ${design}`, width, '    '), wrap(`    ${numbers}`, width, '    ')];
}

function uncertaintyMarkdown(found: Uncertainty): string {
  const rows = found.designs.map((design) => `| ${cellsOf(design).map(markdownText).join(' | ')} |`);
  return `${[
    `## ${markdownText(titleOf(found))}`,
    '',
    markdownText(answerOf(found)),
    '',
    `| ${HEADS.join(' | ')} |`,
    '| - | -: | -: | -: | -: | -: |',
    ...rows,
    '',
    ...notesOf(found).map((note) => `${markdownText(note)}\n`),
    markdownText(priceStamp(found)),
  ].join('\n')}\n`;
}

function uncertaintyCsv({ scenario, workload, designs }: Uncertainty): string {
  const rows = designs.map((design) =>
    [
      csvText(scenario.name),
      csvText(workload),
      csvText(design.design),
      ...[design.p10, design.p50, design.p90, design.mean].map(usd),
      `${design.cheapestShare}`,
      usd(design.regret),
      `${design.infeasibleShare}`,
    ].join(','),
  );
  return `${['scenario,workload,design,p10,p50,p90,mean,cheapestShare,regret,infeasibleShare', ...rows].join('\n')}\n`;
}

function titleOf(found: Uncertainty): string {
  return `${decisionSubject(found)}: ${countText(found.samples)} samples`;
}

function answerOf({ designs }: Uncertainty): string {
  const [likeliest] = [...designs].sort((a, b) => b.cheapestShare - a.cheapestShare);
  const [safest] = [...designs]
    .filter(({ infeasibleShare }) => infeasibleShare < 1)
    .sort((a, b) => a.regret - b.regret);
  if (likeliest === undefined || safest === undefined || likeliest.cheapestShare === 0)
    return 'No design is feasible in any sample.';
  const often = `${printable(likeliest.design)} is the cheapest in ${percent(likeliest.cheapestShare)} of the samples.`;
  return likeliest === safest
    ? `${often} On average it costs ${dollarText(safest.regret)} a month more than the best design of each sample.`
    : `${often} ${printable(safest.design)} is the safer choice: on average it costs ${dollarText(safest.regret)} a month more than the best design of each sample, instead of ${dollarText(likeliest.regret)}.`;
}

function rangeText(distribution: Distribution): string {
  if (distribution.form === 'lognormal') {
    return `half below ${countText(distribution.p50)}, nine tenths below ${countText(distribution.p90)} (lognormal)`;
  }
  const { low, likely, high, form } = distribution;
  return `${countText(low)} to ${countText(high)}, likely ${countText(likely)} (${form === 'pert' ? 'PERT' : form})`;
}

function notesOf({ designs }: Uncertainty): string[] {
  const share = Math.max(...designs.map(({ cheapestError }) => cheapestError));
  const median = Math.max(...designs.map(({ p50Error }) => p50Error));
  return [
    `Standard errors, from eight independent parts of the sample: ${percent(share)} for how often a design is the cheapest, ${dollarText(median)} for a P50.`,
    ...designs.flatMap(({ design, infeasibleShare }) =>
      infeasibleShare === 0
        ? []
        : [`${printable(design)} is not feasible in ${percent(infeasibleShare)} of the samples.`],
    ),
  ];
}
