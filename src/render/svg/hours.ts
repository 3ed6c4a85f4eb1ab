import { scaleLinear } from 'd3-scale';
import type { HourlyResult, HourlyScenario } from '../../model/hourly-report.js';
import { type HourlyRow, rowsOf } from '../hourly.js';
import { type Child, element } from '../markup.js';
import { dollars } from '../money.js';
import { type Chart, type ChartPlace, chartFrame, fitting, label } from './frame.js';
import { hoursPath } from './hours-path.js';
import { fillClass, lineClass } from './theme.js';

/** Pixels that the hours of a month share; whole ones an hour, so that paths stay short. */
const HOURS_WIDTH = 730;
const LEFT = 196;
const RIGHT = 16;
const ROW_HEIGHT = 50;
const PLOT_HEIGHT = 34;
const TITLE_HEIGHT = 30;
/** Beyond it a day's name would leave the chart. */
const LAST_DAY_LABEL = LEFT + HOURS_WIDTH - 70;
const HOURS_A_DAY = 24;
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

interface Drawn {
  readonly drawing: Child;
  readonly height: number;
}

/** How wide the chart of a month of hours is. */
export function hoursWidth(hours: number): number {
  return LEFT + hours * pixelsAnHour(hours) + RIGHT;
}

/**
 * The month hour by hour: for each workload and design its requests, what each service did about them, and the cost, one
 * below the other, each from nothing to its highest value.
 */
export function hoursChart(scenario: HourlyScenario, place: Omit<ChartPlace, 'width'>): Chart {
  const hours = scenario.results[0]?.usd.length ?? 0;
  const width = hoursWidth(hours);
  let y = place.bare ? 4 : 54;
  const head = [
    label(16, 26, fitting(`${scenario.name}, hour by hour`, width - 32, 15), 'head'),
    label(16, 44, `${scenario.region}; every row from nothing to its highest value; lines at midnight`, 'soft'),
  ];
  const drawing: Child[] = [!place.bare && head];
  for (const hourly of scenario.results) {
    const result = resultRows(hourly, scenario, { y, width });
    drawing.push(result.drawing);
    y += result.height;
  }
  return chartFrame(
    { ...place, width },
    {
      title: `${scenario.name}, hour by hour`,
      description: scenario.results.map((hourly) => hoursWords(hourly)).join(' '),
      height: y + 4,
      drawing,
    },
  );
}

/** A month in a sentence. @param rows which are told of, all of them by default */
export function hoursWords(hourly: HourlyResult, rows: readonly HourlyRow[] = rowsOf(hourly)): string {
  const told = rows.map(({ name, mean, most }) => `${name} ${mean} on average, ${most} at most`);
  return `${titleOf(hourly)}: ${told.join('; ')}.`;
}

function titleOf({ result: { workload, design, monthlyUsd, feasible } }: HourlyResult): string {
  const what = workload === null ? design : `${workload} on ${design}`;
  return `${what}, ${dollars(monthlyUsd)} a month${feasible ? '' : ', not feasible'}`;
}

function resultRows(
  hourly: HourlyResult,
  { startWeekday }: HourlyScenario,
  { y, width }: { y: number; width: number },
): Drawn {
  // What never happened need not be drawn; the description says so.
  const rows = rowsOf(hourly).filter(({ values }, index, { length }) => {
    return index === 0 || index === length - 1 || values.some((value) => value !== 0);
  });
  const hours = hourly.usd.length;
  const top = y + TITLE_HEIGHT;
  const bottom = top + rows.length * ROW_HEIGHT;
  return {
    drawing: element(
      'g',
      {},
      label(16, y + 20, fitting(titleOf(hourly), width - 32, 14), 'group'),
      days(hours, startWeekday, { top, bottom }),
      rows.map((row, index) => plot(row, index, { y: top + index * ROW_HEIGHT, hours })),
    ),
    height: TITLE_HEIGHT + rows.length * ROW_HEIGHT + 30,
  };
}

function plot(
  { name, mean, most, values }: HourlyRow,
  place: number,
  { y, hours }: { y: number; hours: number },
): Child {
  const highest = values.reduce((high, value) => Math.max(high, value), 0);
  const height = scaleLinear()
    .domain([0, highest === 0 ? 1 : highest])
    .rangeRound([0, PLOT_HEIGHT]);
  const base = y + 4 + PLOT_HEIGHT;
  const d = hoursPath(values, { x: LEFT, base, height, step: pixelsAnHour(hours) });
  return element(
    'g',
    {},
    element('title', {}, `${name}: ${mean} on average, ${most} at most`),
    label(16, y + 13, fitting(name, LEFT - 28), 'name'),
    label(16, y + 27, `mean ${mean}`, 'soft'),
    label(16, y + 41, `most ${most}`, 'soft'),
    element('path', { class: `area ${fillClass(place)} ${lineClass(place)}`, d }),
  );
}

/** A line at every midnight, and the day's name where there is room. */
function days(hours: number, startWeekday: number, { top, bottom }: { top: number; bottom: number }): Child {
  const step = pixelsAnHour(hours);
  const every = HOURS_A_DAY * step < 60 ? 7 : 1;
  return Array.from({ length: Math.ceil(hours / HOURS_A_DAY) }, (_, day) => {
    const x = LEFT + day * HOURS_A_DAY * step;
    const weekday = DAYS[(startWeekday + day) % DAYS.length];
    return [
      element('line', { class: 'grid', x1: x, x2: x, y1: top, y2: bottom + 2 }),
      day % every === 0 && x <= LAST_DAY_LABEL && label(x, bottom + 16, `${weekday}, day ${day + 1}`, 'soft'),
    ];
  });
}

function pixelsAnHour(hours: number): number {
  return Math.max(1, Math.floor(HOURS_WIDTH / Math.max(1, hours)));
}
