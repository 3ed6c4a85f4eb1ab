import stringWidth from 'string-width';
import { element, type Markup } from '../markup.js';
import { printable } from '../safe-text.js';

/** Mean width of a character over the font size; rather too wide than too narrow, as fonts differ. */
const WIDTH_PER_SIZE = 0.58;

/** Places text on a chart. @param y the baseline */
export function label(x: number, y: number, text: string, classes?: string): Markup {
  return element('text', { x, y, class: classes }, text);
}

/** Estimates the width of a text in pixels. */
export function textWidth(text: string, sizePx = 12): number {
  return stringWidth(printable(text)) * sizePx * WIDTH_PER_SIZE;
}

/** Created on first use: it takes a millisecond. */
let graphemes: Intl.Segmenter | undefined;

/** Shortens a text with an ellipsis to a width; characters of several code points are kept whole. */
export function fitText(text: string, widthPx: number, sizePx = 12): string {
  const whole = printable(text);
  if (textWidth(whole, sizePx) <= widthPx) return whole;
  let kept = '';
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of graphemes.segment(whole)) {
    if (textWidth(`${kept}${segment}…`, sizePx) > widthPx) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
