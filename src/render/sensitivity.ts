import type { InputSensitivity, Sensitivity } from '../estimate/decide/sensitivity.js';
import { nearestFloat } from '../model/decimal.js';
import { countText, percentText } from '../model/number-text.js';
import { decisionHead, decisionRenderers, decisionSubject } from './decision.js';
import { difference, dollars } from './money.js';
import { priceStamp } from './report-text.js';
import { csvText, markdownText, printable } from './safe-text.js';
import type { Terminal } from './terminal.js';
import { wrap } from './wrap.js';

export const sensitivityRenderers = decisionRenderers<Sensitivity>(
  { table: sensitivityText, markdown: sensitivityMarkdown, csv: sensitivityCsv },
  sensitivityJson,
);

/** A sensitivity as programs read it: values and money are decimal text. */
export function sensitivityJson(found: Sensitivity): unknown {
  const { between, differenceUsd } = found;
  const end = ({ value, differenceUsd: usd, cheapest }: InputSensitivity['low']) => ({
    value: `${value}`,
    differenceUsd: usd.toFixed(),
    cheapest: cheapest ?? null,
  });
  return {
    ...decisionHead(found),
    between,
    differenceUsd: differenceUsd.toFixed(),
    inputs: found.inputs.map(({ path, value, from, low, high, swingUsd, flip }) => ({
      input: path.at,
      value: `${value}`,
      from,
      low: end(low),
      high: end(high),
      swingUsd: swingUsd.toFixed(),
      flip: flip === null ? null : { ...flip, at: `${flip.at}` },
    })),
  };
}

function sensitivityText(found: Sensitivity, { width }: Terminal): string {
  const moving = found.inputs.filter((input) => !isIdle(input));
  const rows = moving.flatMap((input) => inputLines(input, found, width));
  const idle = found.inputs.filter(isIdle).map(({ path }) => printable(path.at));
  return `${[
    wrap(titleOf(found), width),
    wrap(answerOf(found), width),
    ...(rows.length === 0 ? [] : [rows.join('\n')]),
    ...(idle.length === 0 ? [] : [wrap(`Without effect on the difference: ${idle.join(', ')}.`, width)]),
    wrap(priceStamp(found), width),
  ].join('\n\n')}\n`;
}

/** Neither moves the difference nor flips it. */
function isIdle({ swingUsd, flip }: InputSensitivity): boolean {
  return swingUsd.isZero() && flip === null;
}

/** The input and its ends, a bar on a common scale, and what would flip the answer. */
function inputLines(input: InputSensitivity, found: Sensitivity, width: number): string[] {
  const { path, value, low, high } = input;
  const ends = `${countText(low.value)} to ${countText(high.value)}`;
  const moved = `${difference(low.differenceUsd)} to ${difference(high.differenceUsd)}`;
  return [
    wrap(`  ${printable(path.at)} = ${countText(value)}`, width, '    '),
    `    ${bar(input, found, Math.min(40, width - 6))}`,
    wrap(`    ${ends}: ${moved}; ${flipText(input)}`, width, '    '),
  ];
}

/** The span of the difference, `|` where the answer flips, on the scale of the largest. */
function bar({ low, high }: InputSensitivity, { inputs }: Sensitivity, columns: number): string {
  const all = inputs.flatMap((input) =>
    [input.low, input.high].map(({ differenceUsd }) => nearestFloat(differenceUsd)),
  );
  const [least, most] = [Math.min(0, ...all), Math.max(0, ...all)];
  const column = (usd: number) => Math.round(((usd - least) / (most - least || 1)) * (columns - 1));
  const [a, b] = [low, high].map(({ differenceUsd }) => column(nearestFloat(differenceUsd))) as [number, number];
  const cells: string[] = Array.from({ length: columns }, (_, place) =>
    place >= Math.min(a, b) && place <= Math.max(a, b) ? '█' : '·',
  );
  cells[column(0)] = '|';
  return cells.join('');
}

function flipText({ flip, value }: InputSensitivity): string {
  if (flip === null) return 'no value within a hundred times flips it';
  const percent = (flip.at / value - 1) * 100;
  const by = Number.isFinite(percent)
    ? ` (${percent < 0 ? '−' : '+'}${percentText(countText(Math.abs(Number(percent.toPrecision(3)))))})`
    : '';
  return `${printable(flip.cheaper)} is cheaper ${flip.at < value ? 'down' : 'up'} at ${countText(flip.at)}${by}`;
}

function titleOf(found: Sensitivity): string {
  return `${decisionSubject(found)}: what moves the difference`;
}

function answerOf({ between, differenceUsd, inputs }: Sensitivity): string {
  const [most] = inputs;
  const gap = `${printable(between[0])} is the cheapest; ${printable(between[1])} costs ${dollars(differenceUsd)} a month more.`;
  if (most === undefined) return gap;
  const others = `Most of it hangs on ${printable(most.path.at)}, which moves it by ${dollars(most.swingUsd)}.`;
  return `${gap} ${others}`;
}

function sensitivityMarkdown(found: Sensitivity): string {
  const rows = found.inputs.map((input) => {
    const { path, value, low, high, swingUsd } = input;
    const cells = [
      path.at,
      countText(value),
      `${countText(low.value)} to ${countText(high.value)}`,
      `${difference(low.differenceUsd)} to ${difference(high.differenceUsd)}`,
      dollars(swingUsd),
      flipText(input),
    ];
    return `| ${cells.map(markdownText).join(' | ')} |`;
  });
  return `${[
    `## ${markdownText(titleOf(found))}`,
    '',
    markdownText(answerOf(found)),
    '',
    '| input | now | changed | difference | swing | flips |',
    '| - | -: | -: | -: | -: | - |',
    ...rows,
    '',
    markdownText(priceStamp(found)),
  ].join('\n')}\n`;
}

function sensitivityCsv({ scenario, workload, inputs }: Sensitivity): string {
  const rows = inputs.map(({ path, value, low, high, swingUsd, flip }) =>
    [
      csvText(scenario.name),
      csvText(workload ?? ''),
      csvText(path.at),
      `${value}`,
      `${low.value}`,
      `${high.value}`,
      low.differenceUsd.toFixed(),
      high.differenceUsd.toFixed(),
      swingUsd.toFixed(),
      flip === null ? '' : `${flip.at}`,
      csvText(flip?.cheaper ?? ''),
    ].join(','),
  );
  return `${['scenario,workload,input,value,low,high,differenceLow,differenceHigh,swing,flipAt,flipTo', ...rows].join('\n')}\n`;
}
