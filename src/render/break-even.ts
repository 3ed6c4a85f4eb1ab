import type { BreakEven, CheaperStretch } from '../estimate/decide/break-even.js';
import type { Frontier } from '../estimate/decide/frontier.js';
import { countText } from '../model/number-text.js';
import { decisionHead, decisionRenderers, decisionSubject } from './decision-renderers.js';
import { dollars } from './money.js';
import { priceStamp } from './report-text.js';
import { csvText, markdownText, printable } from './safe-text.js';
import type { Terminal } from './terminal.js';
import { wrap } from './wrap.js';

export const breakEvenRenderers = decisionRenderers<BreakEven>(
  { table: breakEvenText, markdown: breakEvenMarkdown, csv: breakEvenCsv },
  breakEvenJson,
);

/** The most stretches that text shows; JSON and CSV contain all of them. */
const MAX_SHOWN = 40;

/** Formats break-evens as JSON: values and money are decimal text. */
export function breakEvenJson(found: BreakEven): unknown {
  const { between, over, resolution, method, complete } = found;
  return {
    ...decisionHead(found),
    between,
    over: over.path.at,
    from: `${over.from}`,
    to: `${over.to}`,
    resolution: `${resolution}`,
    method,
    gridValues: found.gridValues,
    gridRanges: found.gridRanges.map(({ from, to }) => ({ from: `${from}`, to: `${to}` })),
    complete,
    crossings: found.crossings.map(({ at, before, after, totals }) => ({
      at: `${at}`,
      before,
      after,
      monthlyUsd: Object.fromEntries(totals.map(({ design, monthlyUsd }) => [design, monthlyUsd.toFixed()])),
      infeasible: infeasibleOf(totals),
    })),
    stretches: found.stretches.map(({ from, to, cheaper }) => ({ from: `${from}`, to: `${to}`, cheaper })),
  };
}

function infeasibleOf(totals: BreakEven['ends'][number]): Record<string, readonly string[]> {
  const not = totals.filter(({ feasible }) => !feasible);
  return Object.fromEntries(not.map(({ design, infeasible }) => [design, infeasible]));
}

function breakEvenText(found: BreakEven, { width }: Terminal): string {
  const rows = found.stretches.slice(0, MAX_SHOWN).map((stretch) => `  ${stretchText(stretch, found)}`);
  return `${[
    wrap(titleOf(found), width),
    [wrap(answerOf(found), width), ...rows.map((row) => wrap(row, width, '    ')), ...moreText(found)].join('\n'),
    ...notesOf(found).map((note) => wrap(`! ${note}`, width, '  ')),
    wrap(priceStamp(found), width),
  ].join('\n\n')}\n`;
}

function breakEvenMarkdown(found: BreakEven): string {
  const rows = found.stretches.map(
    (stretch) =>
      `| ${countText(stretch.from)} | ${countText(stretch.to)} | ${markdownText(stretch.cheaper ?? 'the same')} |`,
  );
  return `${[
    `## ${markdownText(titleOf(found))}`,
    '',
    markdownText(answerOf(found)),
    '',
    '| from | to | cheaper |',
    '| -: | -: | - |',
    ...rows,
    '',
    ...notesOf(found).map((note) => `${markdownText(note)}\n`),
    markdownText(priceStamp(found)),
  ].join('\n')}\n`;
}

/** One row per stretch. */
function breakEvenCsv(found: BreakEven): string {
  const start = [csvText(found.scenario.name), csvText(found.workload ?? ''), csvText(found.over.path.at)].join(',');
  const rows = found.stretches.map(({ from, to, cheaper }) => `${start},${from},${to},${csvText(cheaper ?? '')}`);
  return `${['scenario,workload,over,from,to,cheaper', ...rows].join('\n')}\n`;
}

function titleOf(found: BreakEven): string {
  const [first, second] = found.between.map(printable);
  return `${decisionSubject(found)}: ${first} or ${second}, over ${printable(found.over.path.text)}`;
}

/** The answer in a sentence. */
function answerOf({ crossings, stretches, over }: BreakEven): string {
  const range = `from ${countText(over.from)} to ${countText(over.to)}`;
  const [first] = stretches;
  if (crossings.length === 0) {
    const all = first?.cheaper === null ? 'Both cost the same' : `${printable(first?.cheaper ?? '')} is cheaper`;
    return `${all} ${range}: no crossing.`;
  }
  const [only, ...more] = crossings;
  if (only !== undefined && more.length === 0 && only.before !== null && only.after !== null) {
    const cost = dollars(only.totals[0]?.monthlyUsd ?? (only.totals[1] as (typeof only.totals)[number]).monthlyUsd);
    return `${printable(only.before)} is cheaper below ${countText(only.at)}, ${printable(only.after)} from there on (about ${cost} a month).`;
  }
  return `${crossings.length === 1 ? '1 crossing' : `${crossings.length} crossings`} ${range}:`;
}

function stretchText({ from, to, cheaper }: CheaperStretch, { crossings }: BreakEven): string {
  const span = from === to ? countText(from) : `${countText(from)} to ${countText(to)}`;
  const at = crossings.find((crossing) => crossing.at === from);
  const totals = at?.totals.map(({ design, monthlyUsd }) => `${printable(design)} ${dollars(monthlyUsd)}`).join(', ');
  const words = cheaper === null ? 'both cost the same' : printable(cheaper);
  return `${span}: ${words}${totals === undefined ? '' : ` (at ${countText(from)}: ${totals})`}`;
}

function moreText({ stretches }: BreakEven): string[] {
  return stretches.length > MAX_SHOWN
    ? [`  and ${stretches.length - MAX_SHOWN} more; use --format csv to see all`]
    : [];
}

function notesOf({ method, gridValues, gridRanges, complete, ends, over, resolution }: BreakEven): string[] {
  const places = [`at ${countText(over.from)}`, `at ${countText(over.to)}`];
  return [
    ...(method === 'grid'
      ? [
          `${gridWords(gridRanges, over)} on a grid of ${countText(gridValues ?? 0)} values, because nothing bounds what is simulated there (traffic that is not steady, pauses, searched limits, nothing that fits): two crossings between neighbours are not seen.`,
        ]
      : []),
    ...(complete ? [] : ['There are more crossings than these. Use a smaller range to find them.']),
    ...(resolution === 1 ? [] : [`Values are evaluated in steps of ${resolution}.`]),
    ...ends.flatMap((totals, index) =>
      totals.flatMap(({ design, infeasible }) =>
        infeasible.map((reason) => `Not feasible ${places[index]}: ${printable(design)}: ${printable(reason)}.`),
      ),
    ),
  ];
}

/** `Found`, or `From 1 to 5 found` where the grid is a part of the range. */
function gridWords(ranges: BreakEven['gridRanges'], over: BreakEven['over']): string {
  const [first] = ranges;
  const isAll = ranges.length === 1 && first?.from === over.from && first.to === over.to;
  if (isAll || first === undefined) return 'Found';
  return `From ${ranges.map(({ from, to }) => `${countText(from)} to ${countText(to)}`).join(', ')} found`;
}

/** Formats a frontier as JSON. */
export function frontierJson({ along, rows }: Frontier): unknown {
  const [first] = rows;
  return {
    ...(first === undefined ? {} : (breakEvenJson(first.found) as object)),
    along: along.path.at,
    crossings: undefined,
    stretches: undefined,
    frontier: rows.map(({ at, found }) => ({
      at: `${at}`,
      crossings: found.crossings.map((crossing) => ({
        at: `${crossing.at}`,
        before: crossing.before,
        after: crossing.after,
      })),
      stretches: found.stretches.map(({ from, to, cheaper }) => ({ from: `${from}`, to: `${to}`, cheaper })),
    })),
  };
}

/** Formats a frontier as text: for each value of the second input, the values of the first at which the cheaper design changes. */
export function frontierText({ along, rows }: Frontier, { width }: Terminal): string {
  const [first] = rows;
  if (first === undefined) return '';
  const values = rows.map(({ at }) => countText(at));
  const column = Math.max(...values.map((value) => value.length));
  const lines = rows.map(({ found }, index) => {
    const changes = found.crossings.map(({ at, after }) => `${printable(after ?? 'the same')} from ${countText(at)}`);
    const start = found.stretches[0]?.cheaper ?? 'the same';
    return wrap(
      `  ${values[index]?.padStart(column)}  ${[printable(start), ...changes].join(', ')}`,
      width,
      ' '.repeat(column + 4),
    );
  });
  return `${[
    wrap(`${titleOf(first.found)} and ${printable(along.path.text)}`, width),
    [
      wrap(`${printable(along.path.text)}: the cheaper design over ${printable(first.found.over.path.text)}`, width),
      ...lines,
    ].join('\n'),
    ...notesOf(first.found).map((note) => wrap(`! ${note}`, width, '  ')),
    wrap(priceStamp(first.found), width),
  ].join('\n\n')}\n`;
}

/** Formats a frontier as CSV, one row per value of the second input and stretch of the first. */
export function frontierCsv({ along, rows }: Frontier): string {
  const lines = rows.flatMap(({ at, found }) =>
    found.stretches.map(({ from, to, cheaper }) => `${at},${from},${to},${csvText(cheaper ?? '')}`),
  );
  return `${[`${csvText(along.path.at)},from,to,cheaper`, ...lines].join('\n')}\n`;
}
