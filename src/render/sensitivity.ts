import type { InputSensitivity, Sensitivity } from '../estimate/decide/sensitivity.js';
import { nearestFloat } from '../model/decimal.js';
import { countText, percentText } from '../model/number-text.js';
import { decisionHead, decisionRenderers, decisionSubject } from './decision-renderers.js';
import { difference, dollars } from './money.js';
import { priceStamp } from './report-text.js';
import { csvText, markdownText, printable } from './safe-text.js';
import type { Terminal } from './terminal.js';
import { wrap } from './wrap.js';

export const sensitivityRenderers = decisionRenderers<Sensitivity>(
  { table: sensitivityText, markdown: sensitivityMarkdown, csv: sensitivityCsv },
  sensitivityJson,
);

/** Formats a sensitivity analysis as JSON: values and money are decimal text. */
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
  const effective = found.inputs.filter((input) => !isWithoutEffect(input));
  const rows = effective.flatMap((input) => inputLines(input, found, width));
  const without = found.inputs.filter(isWithoutEffect).map(({ path }) => printable(path.at));
  return `${[
    wrap(titleOf(found), width),
    wrap(answerOf(found), width),
    ...(rows.length === 0 ? [] : [rows.join('\n')]),
    ...(without.length === 0 ? [] : [wrap(`Without effect on the difference: ${without.join(', ')}.`, width)]),
    wrap(priceStamp(found), width),
  ].join('\n\n')}\n`;
}

/** Whether an input neither changes the difference nor flips it. */
function isWithoutEffect({ swingUsd, flip }: InputSensitivity): boolean {
  return swingUsd.isZero() && flip === null;
}

/** Formats an input: its values, a bar on a common scale, and the value that flips the answer. */
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

/** Draws the interval of the difference on the common scale; `|` marks the zero, where the answer flips. */
function bar({ low, high }: InputSensitivity, { inputs }: Sensitivity, columns: number): string {
  const all = inputs.flatMap((input) =>
    [input.low, input.high].map(({ differenceUsd }) => nearestFloat(differenceUsd)),
  );
  const [min, max] = [Math.min(0, ...all), Math.max(0, ...all)];
  const column = (usd: number) => Math.round(((usd - min) / (max - min || 1)) * (columns - 1));
  const [a, b] = [low, high].map(({ differenceUsd }) => column(nearestFloat(differenceUsd))) as [number, number];
  const cells: string[] = Array.from({ length: columns }, (_, index) =>
    index >= Math.min(a, b) && index <= Math.max(a, b) ? '█' : '·',
  );
  cells[column(0)] = '|';
  return cells.join('');
}

function flipText({ flip, value }: InputSensitivity): string {
  if (flip === null) return 'no value up to a hundred times larger or smaller flips it';
  const percent = (flip.at / value - 1) * 100;
  const by = Number.isFinite(percent)
    ? ` (${percent < 0 ? '−' : '+'}${percentText(countText(Math.abs(Number(percent.toPrecision(3)))))})`
    : '';
  return `${printable(flip.cheaper)} is cheaper ${flip.at < value ? 'down' : 'up'} at ${countText(flip.at)}${by}`;
}

function titleOf(found: Sensitivity): string {
  return `${decisionSubject(found)}: what changes the difference`;
}

function answerOf({ between, differenceUsd, inputs }: Sensitivity): string {
  const [strongest] = inputs;
  const gap = `${printable(between[0])} is the cheapest; ${printable(between[1])} costs ${dollars(differenceUsd)} a month more.`;
  if (strongest === undefined) return gap;
  const effect = `The input with the largest effect is ${printable(strongest.path.at)}: it changes the difference by ${dollars(strongest.swingUsd)}.`;
  return `${gap} ${effect}`;
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
