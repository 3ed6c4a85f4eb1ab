import type { ScaleContinuousNumeric, ScaleLinear, ScaleLogarithmic } from 'd3-scale';
import { countText } from '../../model/number-text.js';
import { type Child, element } from '../markup.js';
import { label } from './chart-text.js';

/** Pixels from the right end at which a label is right-aligned, so that it stays on the chart. */
const END = 20;
const PIXELS_PER_TICK = 120;

/** Draws a vertical line at round amounts, with the dollars below. */
export function dollarAxisBottom(
  x: ScaleLinear<number, number>,
  { top, bottom }: { top: number; bottom: number },
): Child {
  const [from = 0, to = 0] = x.range();
  const ticks = x.ticks(Math.max(2, Math.round((to - from) / PIXELS_PER_TICK)));
  return ticks.map((usd, index) => {
    const at = x(usd);
    const alignment = index === 0 ? 'muted' : at > to - END ? 'muted end' : 'muted middle';
    return [
      element('line', { class: 'grid', x1: at, x2: at, y1: top, y2: bottom + 6 }),
      label(at, bottom + 20, shortDollars(usd), alignment),
    ];
  });
}

/** Draws a horizontal line at some amounts, with the dollars on the left. */
export function dollarAxisLeft(
  y: ScaleContinuousNumeric<number, number>,
  ticks: readonly number[],
  { left, right }: { left: number; right: number },
): Child {
  return ticks.map((usd) => [
    element('line', { class: 'grid', x1: left, x2: right, y1: y(usd), y2: y(usd) }),
    label(left - 8, y(usd) + 4, shortDollars(usd), 'muted end'),
  ]);
}

/** Draws the axis of counts with its ticks: powers of ten, or 1, 2 and 5 of each where there are few. */
export function countAxisBottom(x: ScaleLogarithmic<number, number>, { bottom }: { bottom: number }): Child {
  const [left = 0, right = 0] = x.range();
  const powersOfTen = x.ticks().filter((count) => /^10*$/.test(`${count}`));
  const ticks = powersOfTen.length >= 3 ? powersOfTen : x.ticks().filter((count) => /^[125]0*$/.test(`${count}`));
  return [
    element('line', { class: 'axis', x1: left, x2: right, y1: bottom, y2: bottom }),
    ticks.map((count) => [
      element('line', { class: 'axis', x1: x(count), x2: x(count), y1: bottom, y2: bottom + 5 }),
      label(x(count), bottom + 18, shortCount(count), 'muted middle'),
    ]),
  ];
}

/** Formats a round amount of an axis: `$0`, `$0.50`, `$1.5K`, `$20M`. */
export function shortDollars(usd: number): string {
  return usd > 0 && usd < 1 ? `$${usd.toFixed(usd < 0.01 ? 3 : 2)}` : `$${shortCount(usd)}`;
}

/** Formats a count with three digits and the suffixes of scenarios: `250`, `1.5K`, `30M`. */
export function shortCount(count: number): string {
  const [suffix, size] = count >= 1e9 ? ['B', 1e9] : count >= 1e6 ? ['M', 1e6] : count >= 1e3 ? ['K', 1e3] : ['', 1];
  const digits = Number((count / size).toPrecision(3));
  if (digits >= 1000 && suffix !== 'B') return shortCount(digits * size);
  return `${countText(digits)}${suffix}`;
}
