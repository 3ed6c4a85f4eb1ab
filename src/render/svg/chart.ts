// Charts are SVG text written here with d3's scales and shapes: Vega (811 KB minified) or Observable Plot (265 KB, and a
// DOM) would take a report past the 900,000 characters that mail and review tools show.
import { type Child, element, type Markup, trustedMarkup } from '../markup.js';
import chartCss from './chart.css.js';
import chartColorsCss from './chart-colors.css.js';

/** Where a chart is shown. */
export interface ChartPlace {
  /** Prefix of the ids in the chart, unique in its document. */
  readonly id: string;
  /** Pixels. */
  readonly width: number;
  /** false: the document around the chart has `CHART_STYLES`. */
  readonly standalone: boolean;
  /** Omits the heading, which the document around the chart has. */
  readonly bare?: boolean;
  /** Pixels from the top, of a chart within another svg. */
  readonly y?: number;
}

/** A finished chart. */
export interface Chart {
  readonly svg: Markup;
  readonly width: number;
  readonly height: number;
}

/** What a chart shows, to the eye and to a screen reader. */
export interface ChartContent {
  readonly title: string;
  /** The numbers of the chart in sentences. */
  readonly description: string;
  readonly height: number;
  readonly drawing: Child;
}

/** How many colors `chart-colors.css` has. */
export const COLOR_COUNT = 12;

/** The style sheet of charts, in the colors of the class `chart-colors`, light and dark. */
export const CHART_STYLES = `${chartColorsCss}${chartCss}`;

/** Creates the svg element of a chart: title, description, background, and styles when it is standalone. */
export function chartFrame(
  place: ChartPlace,
  { title, description, height: contentHeight, drawing }: ChartContent,
): Chart {
  const { id, standalone, y } = place;
  const [width, height] = [Math.round(place.width), Math.ceil(contentHeight)];
  const svg = element(
    'svg',
    {
      ...(standalone && { xmlns: 'http://www.w3.org/2000/svg' }),
      class: standalone ? 'chart chart-colors' : 'chart',
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
    element('rect', { class: 'background', width, height, rx: 6 }),
    drawing,
  );
  return { svg, width, height };
}

/** Stacks charts into one svg element with its own styles. @param label what the charts show together */
export function chartColumn(
  label: string,
  charts: readonly ((y: number) => Chart)[],
  { width: minWidth, gap }: { readonly width: number; readonly gap: number },
): Markup {
  let y = 0;
  const drawn = charts.map((draw) => {
    const chart = draw(y);
    y += chart.height + gap;
    return chart;
  });
  const width = Math.max(minWidth, ...drawn.map((chart) => chart.width));
  const height = Math.max(1, y - gap);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'chart-colors',
      role: 'group',
      'aria-label': label,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
    },
    chartStyles(),
    drawn.map(({ svg }) => svg),
  );
}

function chartStyles(): Markup {
  return element('style', {}, trustedMarkup(CHART_STYLES));
}

/** The class that fills a shape with the color of a service or design; colors repeat after `COLOR_COUNT`. */
export function fillClass(index: number): string {
  return `fill-${index % COLOR_COUNT}`;
}

/** The class that strokes a line with the color of a service or design. */
export function strokeClass(index: number): string {
  return `stroke-${index % COLOR_COUNT}`;
}
