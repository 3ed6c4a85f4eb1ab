import { parseSuffixed, suffixesOf } from '../scenario/suffix.js';
import type { Adjustable } from './adjustable.js';

/** Steps of a slider. */
export const SLIDER_STEPS = 240;
/** A value that a slider gives has as many digits as a person would say. */
const DIGITS = 3;

/** A number as a person writes it in the field: counts with their suffix where nothing is lost, `30M`. */
export function fieldText({ path: { unit } }: Pick<Adjustable, 'path'>, value: number): string {
  if (unit !== 'count') return `${value}`;
  for (const [suffix, size] of [
    ['B', 1e9],
    ['M', 1e6],
    ['K', 1e3],
  ] as const) {
    const short = value / size;
    if (short >= 1 && (short < 1000 || suffix === 'B') && Number(short.toFixed(DIGITS)) * size === value)
      return `${Number(short.toFixed(DIGITS))}${suffix}`;
  }
  return `${value}`;
}

/** The number a person wrote, or what is wrong with it. */
export function fieldValue(
  { path: { unit, whole, min, max } }: Pick<Adjustable, 'path'>,
  text: string,
): number | string {
  const value = parseSuffixed(text, unit ?? 'count');
  if (value === undefined || (unit === undefined && /[a-z]/i.test(text))) {
    return `Write digits${unit === undefined ? '' : `, alone or with one of ${suffixesOf(unit).join(' ')}`}.`;
  }
  const isAllowed = value >= min && value <= max && (!whole || Number.isInteger(value));
  return isAllowed ? value : `Write a ${whole ? 'whole ' : ''}number from ${min} to ${max}.`;
}

/** Where a slider stands for a value, 0 to `SLIDER_STEPS`. */
export function sliderPosition({ slider }: Pick<Adjustable, 'slider'>, value: number): number {
  if (slider === undefined) return 0;
  const { from, to, scale } = slider;
  const share = scale === 'linear' ? (value - from) / (to - from) : Math.log(value / from) / Math.log(to / from);
  return Math.round(Math.min(1, Math.max(0, share)) * SLIDER_STEPS);
}

/** The value a slider stands for; at the scenario's own place it is the scenario's own value. */
export function sliderValue(field: Adjustable, position: number): number {
  const { slider, path, value } = field;
  if (slider === undefined || position === sliderPosition(field, value)) return value;
  const { from, to, scale } = slider;
  const share = position / SLIDER_STEPS;
  const exact = scale === 'linear' ? from + share * (to - from) : from * (to / from) ** share;
  const shown = Number(exact.toPrecision(DIGITS));
  return Math.min(path.max, Math.max(path.min, path.whole ? Math.round(shown) : shown));
}
