import { parseSuffixed, suffixesOf } from '../scenario/suffix.js';
import type { AdjustableField } from './adjustable-fields.js';

export const SLIDER_STEPS = 240;
/** Significant digits of a value that a slider gives. */
const SLIDER_DIGITS = 3;
const COUNT_DECIMALS = 3;
const COUNT_SUFFIXES = [
  ['B', 1e9],
  ['M', 1e6],
  ['K', 1e3],
] as const;

/** Formats a value for its field; counts with a suffix where it loses nothing: `30M`. */
export function formatFieldValue({ limits: { unit } }: Pick<AdjustableField, 'limits'>, value: number): string {
  if (unit !== 'count') return `${value}`;
  for (const [suffix, size] of COUNT_SUFFIXES) {
    const digits = Number((value / size).toFixed(COUNT_DECIMALS));
    const isInRange = value >= size && (value < 1000 * size || suffix === 'B');
    if (isInRange && digits * size === value) return `${digits}${suffix}`;
  }
  return `${value}`;
}

/** Parses the text of a field. @returns the number, or a message that says what to enter */
export function parseFieldValue(
  { limits: { unit, whole, min, max } }: Pick<AdjustableField, 'limits'>,
  text: string,
): number | string {
  const value = parseSuffixed(text, unit ?? 'count');
  if (value === undefined || (unit === undefined && /[a-z]/i.test(text))) {
    return `Enter a number${unit === undefined ? '' : `, alone or with one of the suffixes ${suffixesOf(unit).join(' ')}`}.`;
  }
  const isAllowed = value >= min && value <= max && (!whole || Number.isInteger(value));
  return isAllowed ? value : `Enter a ${whole ? 'whole ' : ''}number from ${min} to ${max}.`;
}

/** The position of a slider for a value, 0 to `SLIDER_STEPS`. */
export function sliderPosition({ slider }: Pick<AdjustableField, 'slider'>, value: number): number {
  if (slider === undefined) return 0;
  const { from, to, scale } = slider;
  const share = scale === 'linear' ? (value - from) / (to - from) : Math.log(value / from) / Math.log(to / from);
  return Math.round(Math.min(1, Math.max(0, share)) * SLIDER_STEPS);
}

/** The value at a position of a slider; where the scenario's value is, exactly that value. */
export function sliderValue(field: AdjustableField, position: number): number {
  const { slider, limits, value } = field;
  if (slider === undefined || position === sliderPosition(field, value)) return value;
  const { from, to, scale } = slider;
  const share = position / SLIDER_STEPS;
  const exact = scale === 'linear' ? from + share * (to - from) : from * (to / from) ** share;
  const rounded = Number(exact.toPrecision(SLIDER_DIGITS));
  return Math.min(limits.max, Math.max(limits.min, limits.whole ? Math.round(rounded) : rounded));
}
