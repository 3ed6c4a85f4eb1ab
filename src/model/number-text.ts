import type { Decimal } from './decimal.js';

/**
 * Groups the digits of decimal text in threes, exactly: `1234.5` becomes `1,234.5`. Own code, because Node 20's
 * `Intl.NumberFormat` reads decimal text as a float.
 */
export function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const threes = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? threes : `${threes}.${fraction}`;
}

/** Writes a count or a setting: `30,000,000`, `0.5`; at most six decimals. */
export function countText(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 6 });
}

/** Writes a simulated number: whole from 100 on, three significant digits below. */
export function roundedText(value: number): string {
  return countText(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
}

/** Writes a percentage: `17.8%`. */
export function percentText(percent: number | string | Decimal): string {
  return `${percent}%`;
}

/** Writes a share of 1 as a percentage of three significant digits: 0.178 as `17.8%`. */
export function shareText(share: number): string {
  return percentText(Number((share * 100).toPrecision(3)));
}
