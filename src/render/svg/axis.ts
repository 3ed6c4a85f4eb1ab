import type { ScaleLinear, ScaleLogarithmic, ScaleSymLog } from 'd3-scale';
import { type Child, element } from '../markup.js';
import { label } from './frame.js';

/** Vertical lines at round amounts, each with its dollars below. */
export function axisDollars(x: ScaleLinear<number, number>, { top, bottom }: { top: number; bottom: number }): Child {
  const [from = 0, to = 0] = x.range();
  const ticks = x.ticks(Math.max(2, Math.round((to - from) / 120)));
  return ticks.map((usd, index) => {
    const at = x(usd);
    const kind = index === 0 ? 'soft' : at > to - 20 ? 'soft end' : 'soft middle';
    return [
      element('line', { class: 'grid', x1: at, x2: at, y1: top, y2: bottom + 6 }),
      label(at, bottom + 20, shortDollars(usd), kind),
    ];
  });
}

/** Horizontal lines with dollars on the left. */
export function axisLeft(
  y: ScaleSymLog<number, number> | ScaleLinear<number, number>,
  ticks: readonly number[],
  { left, right }: { left: number; right: number },
): Child {
  return ticks.map((usd) => [
    element('line', { class: 'grid', x1: left, x2: right, y1: y(usd), y2: y(usd) }),
    label(left - 8, y(usd) + 4, shortDollars(usd), 'soft end'),
  ]);
}

/** Counts along the bottom, with a short stroke each. */
export function axisCounts(x: ScaleLogarithmic<number, number>, { bottom }: { bottom: number }): Child {
  const [left = 0, right = 0] = x.range();
  const decades = x.ticks().filter((count) => /^1(0*)$/.test(`${count}`));
  const ticks = decades.length >= 3 ? decades : x.ticks().filter((count) => /^[125]0*$/.test(`${count}`));
  return [
    element('line', { class: 'axis', x1: left, x2: right, y1: bottom, y2: bottom }),
    ticks.map((count) => [
      element('line', { class: 'axis', x1: x(count), x2: x(count), y1: bottom, y2: bottom + 5 }),
      label(x(count), bottom + 18, shortCount(count), 'soft middle'),
    ]),
  ];
}

/** `$0`, `$0.50`, `$1.5K`, `$20M`: round amounts of an axis. */
export function shortDollars(usd: number): string {
  return usd > 0 && usd < 1 ? `$${usd.toFixed(usd < 0.01 ? 3 : 2)}` : `$${shortCount(usd)}`;
}

/** `250`, `1.5K`, `30M`: three digits with the suffixes that scenarios take. */
export function shortCount(count: number): string {
  const [suffix, size] = count >= 1e9 ? ['B', 1e9] : count >= 1e6 ? ['M', 1e6] : count >= 1e3 ? ['K', 1e3] : ['', 1];
  const digits = Number((count / size).toPrecision(3));
  if (digits >= 1000 && suffix !== 'B') return shortCount(digits * size);
  return `${digits < 1000 ? digits : digits.toLocaleString('en-US')}${suffix}`;
}
