import type { Frontier } from '../estimate/decide/frontier.js';
import { countText } from '../model/number-text.js';
import { breakEvenJson, breakEvenNotes, breakEvenTitle } from './break-even.js';
import { priceStamp } from './report-text.js';
import { csvText, printable } from './safe-text.js';
import type { Terminal } from './terminal.js';
import { wrap } from './wrap.js';

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
    wrap(`${breakEvenTitle(first.found)} and ${printable(along.path.text)}`, width),
    [
      wrap(`${printable(along.path.text)}: the cheaper design over ${printable(first.found.over.path.text)}`, width),
      ...lines,
    ].join('\n'),
    ...breakEvenNotes(first.found).map((note) => wrap(`! ${note}`, width, '  ')),
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
