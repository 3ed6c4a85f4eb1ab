import { scaleLinear } from 'd3-scale';
import type { HourlyResult, HourlyScenario } from '../../model/hourly-report.js';
import { type HourlyRow, hourlyRows } from '../hourly-rows.js';
import { type Child, element } from '../markup.js';
import { dollars } from '../money.js';
import { type Chart, type ChartPlace, chartFrame, fillClass, strokeClass } from './chart.js';
import { fitText, label } from './chart-text.js';

/** Pixels that the hours of a month share; an hour takes whole ones, so that paths stay short. */
const HOURS_WIDTH = 730;
const LEFT = 196;
const MARGIN = 16;
const HEADING_HEIGHT = 54;
const TITLE_HEIGHT = 30;
const ROW_HEIGHT = 50;
const PLOT_HEIGHT = 34;
const AXIS_HEIGHT = 30;
/** The last x at which the label of a day stays on the chart. */
const LAST_DAY_X = LEFT + HOURS_WIDTH - 70;
/** Days narrower than this are labelled once a week. */
const MIN_DAY_WIDTH = 60;
const HOURS_PER_DAY = 24;
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * Draws a month hour by hour, in a block per workload and design: its requests, the activity of each service and the cost,
 * each row scaled to its own maximum.
 */
export function hourlyChart(scenario: HourlyScenario, place: Omit<ChartPlace, 'width'>): Chart {
  const hours = scenario.results[0]?.usd.length ?? 0;
  const width = LEFT + hours * hourWidth(hours) + MARGIN;
  const heading = [
    label(MARGIN, 26, fitText(`${scenario.name}, hour by hour`, width - 2 * MARGIN, 15), 'heading'),
    label(MARGIN, 44, `${scenario.region}; each row scaled to its own maximum; lines at midnight`, 'muted'),
  ];
  const drawing: Child[] = [!place.bare && heading];
  let y = place.bare ? 4 : HEADING_HEIGHT;
  for (const hourly of scenario.results) {
    const block = resultBlock(hourly, scenario.startWeekday, { y, width });
    drawing.push(block.drawing);
    y += block.height;
  }
  return chartFrame(
    { ...place, width },
    {
      title: `${scenario.name}, hour by hour`,
      description: scenario.results.map((hourly) => describeHours(hourly)).join(' '),
      height: y + 4,
      drawing,
    },
  );
}

/** Describes a month in a sentence. @param rows to include, by default all */
export function describeHours(hourly: HourlyResult, rows: readonly HourlyRow[] = hourlyRows(hourly)): string {
  return `${titleOf(hourly)}: ${rows.map((row) => describeRow(row)).join('; ')}.`;
}

function describeRow({ name, mean, max }: HourlyRow, separator = ' '): string {
  return `${name}${separator}${mean} on average, ${max} at most`;
}

function titleOf({ result: { workload, design, monthlyUsd, feasible } }: HourlyResult): string {
  const subject = workload === null ? design : `${workload} on ${design}`;
  return `${subject}, ${dollars(monthlyUsd)} a month${feasible ? '' : ', not feasible'}`;
}

function resultBlock(
  hourly: HourlyResult,
  startWeekday: number,
  { y, width }: { y: number; width: number },
): { drawing: Child; height: number } {
  // Activity that never happened is in the description only.
  const rows = hourlyRows(hourly).filter(
    ({ values }, index, { length }) => index === 0 || index === length - 1 || values.some((value) => value !== 0),
  );
  const hours = hourly.usd.length;
  const top = y + TITLE_HEIGHT;
  const bottom = top + rows.length * ROW_HEIGHT;
  return {
    drawing: element(
      'g',
      {},
      label(MARGIN, y + 20, fitText(titleOf(hourly), width - 2 * MARGIN, 14), 'group-heading'),
      dayLines(hours, startWeekday, { top, bottom }),
      rows.map((row, index) => rowPlot(row, index, { y: top + index * ROW_HEIGHT, hours })),
    ),
    height: bottom + AXIS_HEIGHT - y,
  };
}

function rowPlot(row: HourlyRow, index: number, { y, hours }: { y: number; hours: number }): Child {
  const { name, mean, max, values } = row;
  const highest = values.reduce((high, value) => Math.max(high, value), 0);
  const height = scaleLinear()
    .domain([0, highest === 0 ? 1 : highest])
    .rangeRound([0, PLOT_HEIGHT]);
  const d = stepArea(values, { baseline: y + 4 + PLOT_HEIGHT, height, hourPx: hourWidth(hours) });
  return element(
    'g',
    {},
    element('title', {}, describeRow(row, ': ')),
    label(MARGIN, y + 13, fitText(name, LEFT - 28), 'name'),
    label(MARGIN, y + 27, `mean ${mean}`, 'muted'),
    label(MARGIN, y + 41, `max ${max}`, 'muted'),
    element('path', { class: `area ${fillClass(index)} ${strokeClass(index)}`, d }),
  );
}

interface AreaPlace {
  readonly baseline: number;
  /** Whole pixels above the baseline. */
  readonly height: (value: number) => number;
  readonly hourPx: number;
}

/**
 * The path of an area in steps, one value per hour. Relative strokes, with equal hours merged, take at most some 4 KB a
 * month; d3's area of absolute points takes several times as much.
 */
function stepArea(values: Float64Array, { baseline, height, hourPx }: AreaPlace): string {
  const strokes = [`M${LEFT} ${baseline}`];
  let [level, run] = [0, 0];
  for (const value of values) {
    const next = height(value);
    if (next !== level) {
      if (run > 0) strokes.push(`h${run * hourPx}`);
      strokes.push(`v${level - next}`);
      [level, run] = [next, 0];
    }
    run += 1;
  }
  return `${strokes.join('')}h${run * hourPx}V${baseline}Z`;
}

/** A line at every midnight, with the name of the day where there is room. */
function dayLines(hours: number, startWeekday: number, { top, bottom }: { top: number; bottom: number }): Child {
  const dayWidth = HOURS_PER_DAY * hourWidth(hours);
  const labelEvery = dayWidth < MIN_DAY_WIDTH ? 7 : 1;
  return Array.from({ length: Math.ceil(hours / HOURS_PER_DAY) }, (_, day) => {
    const x = LEFT + day * dayWidth;
    const weekday = DAYS[(startWeekday + day) % DAYS.length];
    return [
      element('line', { class: 'grid', x1: x, x2: x, y1: top, y2: bottom + 2 }),
      day % labelEvery === 0 && x <= LAST_DAY_X && label(x, bottom + 16, `${weekday}, day ${day + 1}`, 'muted'),
    ];
  });
}

function hourWidth(hours: number): number {
  return Math.max(1, Math.floor(HOURS_WIDTH / Math.max(1, hours)));
}
