import stringWidth from 'string-width';
import { type Child, element, type Markup, verbatim } from '../markup.js';
import { printable } from '../safe-text.js';
import { CHART_CSS, themeCss } from './theme.js';

/** Where a chart is shown. */
export interface ChartPlace {
  /** Starts the ids in the chart: unique on its page. */
  readonly id: string;
  /** Pixels. */
  readonly width: number;
  /** false: the page around it has `CHART_CSS` and the theme already. */
  readonly standalone: boolean;
  /** Draws no heading: the page around it has one. */
  readonly bare?: boolean;
  /** Pixels from the top, of a chart within another svg. */
  readonly y?: number;
}

/** A drawn chart. */
export interface Chart {
  readonly svg: Markup;
  readonly width: number;
  readonly height: number;
}

/** What is said of a chart, and what is drawn. */
export interface ChartContent {
  readonly title: string;
  /** The numbers of the chart in sentences, for those who do not see it. */
  readonly description: string;
  readonly height: number;
  readonly drawing: Child;
}

/** The svg element around a chart: its name and description, its ground, and its styles where it stands alone. */
export function chartFrame(
  place: ChartPlace,
  { title, description, height: drawnHeight, drawing }: ChartContent,
): Chart {
  const { id, standalone, y } = place;
  const [width, height] = [Math.round(place.width), Math.ceil(drawnHeight)];
  const svg = element(
    'svg',
    {
      ...(standalone && { xmlns: 'http://www.w3.org/2000/svg' }),
      class: 'chart',
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
      y,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
    },
    element('title', { id: `${id}-title` }, title),
    element('desc', { id: `${id}-desc` }, description),
    standalone && chartStyles(),
    element('rect', { class: 'ground', width, height, rx: 6 }),
    drawing,
  );
  return { svg, width, height };
}

/** The styles of a chart that stands alone, for light and dark. */
export function chartStyles(): Markup {
  return element('style', {}, verbatim(`${themeCss('.chart')}${CHART_CSS}`));
}

/** Text on a chart; `y` is its base line. */
export function label(x: number, y: number, text: string, kind?: string): Markup {
  return element('text', { x, y, class: kind }, text);
}

/** About how wide a text is: a browser's fonts differ, so rather too wide than too narrow. */
export function textWidth(text: string, sizePx = 12): number {
  return stringWidth(printable(text)) * sizePx * 0.58;
}

/** Made when a text is first cut: it takes a millisecond. */
let letters: Intl.Segmenter | undefined;

/** Text that fits a width, its end replaced by an ellipsis where it must; whole characters stay whole. */
export function fitting(text: string, widthPx: number, sizePx = 12): string {
  const whole = printable(text);
  if (textWidth(whole, sizePx) <= widthPx) return whole;
  let kept = '';
  letters ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of letters.segment(whole)) {
    if (textWidth(`${kept}${segment}…`, sizePx) > widthPx) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
