import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import { type Decimal, nearestFloat } from '../../model/decimal.js';
import type { Result, ScenarioReport } from '../../model/report.js';
import { type Child, element } from '../markup.js';
import { dollars } from '../money.js';
import { answer, byRank, byWorkload, costByService, gap, notes, terms } from '../report-text.js';
import { dollarAxisBottom } from './axes.js';
import { type Chart, type ChartPlace, chartFrame, fillClass } from './chart.js';
import { fitText, label, textWidth } from './chart-text.js';
import { legend } from './legend.js';

const MARGIN = 16;
const HEADING_HEIGHT = 62;
const GROUP_HEADING_HEIGHT = 28;
const ROW_HEIGHT = 52;
const BAR_HEIGHT = 24;
const STRIPE_HEIGHT = 5;
const AXIS_HEIGHT = 30;
/** Pixels in a segment that its text leaves free. */
const PADDING = 10;
/** A name shortened to fewer characters is left out; the legend and the tooltip have it. */
const MIN_CHARACTERS = 7;

interface Bars {
  readonly place: ChartPlace;
  /** Services in the order of their colors. */
  readonly services: readonly string[];
  readonly x: ScaleLinear<number, number>;
}

/**
 * Draws the monthly totals of a scenario as bars stacked by service: a group per workload, its designs cheapest first.
 * A design that is not feasible has a dashed outline, stripes and the words.
 */
export function costBarChart(scenario: ScenarioReport, place: ChartPlace): Chart {
  const groups = byWorkload(scenario);
  const results = groups.flatMap(([, of]) => of);
  const services = [...new Set(results.flatMap((result) => result.lines.map((line) => line.name)))];
  const width = place.width - 2 * MARGIN;
  const heading = [
    label(MARGIN, 26, fitText(scenario.name, width, 15), 'heading'),
    label(MARGIN, 44, fitText(`US dollars a month; ${terms(scenario)}`, width), 'muted'),
  ];
  const top = place.bare ? 12 : HEADING_HEIGHT;
  const key = legend(services, { x: MARGIN, y: top, width });
  const drawing: Child[] = [stripePattern(place), !place.bare && heading, key.drawing];
  let y = top + key.height + 4;
  for (const [name, of] of groups) {
    const group = workloadGroup(place.bare ? null : name, of, { place, services, y });
    drawing.push(group.drawing);
    y += group.height;
  }
  return chartFrame(place, {
    title: `Monthly cost of ${scenario.name}, by design and service`,
    description: [...groups.map(describeGroup), ...notes({ ...scenario, results, remarks: [] })].join(' '),
    height: y + 6,
    drawing,
  });
}

function describeGroup([workload, results]: [string | null, readonly Result[]]): string {
  const designs = byRank(results).map((result) => {
    const services = costByService(result).map(([name, usd]) => `${name} ${dollars(usd)}`);
    const state = result.feasible ? '' : ' (not feasible)';
    return `${result.design}${state} ${dollars(result.monthlyUsd)}: ${services.join(', ')}.`;
  });
  return `${workload === null ? '' : `${workload}: `}${answer(results)} ${designs.join(' ')}`;
}

function workloadGroup(
  heading: string | null,
  results: readonly Result[],
  { place, services, y }: { place: ChartPlace; services: readonly string[]; y: number },
): { drawing: Child; height: number } {
  const ranked = byRank(results);
  const highest = Math.max(0.01, ...results.map((result) => nearestFloat(result.monthlyUsd)));
  const x = scaleLinear()
    .domain([0, highest])
    .nice(5)
    .range([MARGIN, place.width - MARGIN]);
  const top = y + (heading === null ? 0 : GROUP_HEADING_HEIGHT);
  const bottom = top + ranked.length * ROW_HEIGHT;
  return {
    drawing: element(
      'g',
      {},
      heading !== null && label(MARGIN, y + 20, fitText(heading, place.width - 2 * MARGIN, 13), 'group-heading'),
      dollarAxisBottom(x, { top: top + 4, bottom }),
      ranked.map((result, row) =>
        designBar({ place, services, x }, result, { cheapest: ranked[0], y: top + row * ROW_HEIGHT }),
      ),
    ),
    height: bottom + AXIS_HEIGHT - y,
  };
}

function designBar(
  { place, services, x }: Bars,
  result: Result,
  { cheapest, y }: { cheapest: Result | undefined; y: number },
): Child {
  const amount = dollars(result.monthlyUsd);
  const state = gap(result, cheapest);
  const right = place.width - MARGIN;
  const stateWidth = textWidth(state) + 8;
  const name = fitText(result.design, right - MARGIN - stateWidth - textWidth(amount) - 20);
  const top = y + 22;
  return element(
    'g',
    {},
    element('title', {}, `${result.design}: ${amount}, ${state}`),
    label(MARGIN, y + 16, name, 'name halo'),
    label(right - stateWidth, y + 16, amount, 'name end halo'),
    label(right, y + 16, state, 'muted end halo'),
    segmentsOf(result, services).map((segment) => segmentBox(segment, x, top)),
    !result.feasible && infeasibleMarks(place, x, { usd: result.monthlyUsd, top }),
  );
}

/** The part of a bar that one service costs. */
interface Segment {
  readonly service: string;
  readonly usd: Decimal;
  readonly color: number;
  readonly from: number;
  readonly to: number;
}

function segmentsOf(result: Result, services: readonly string[]): Segment[] {
  const costs = costByService(result).filter(([, usd]) => usd.gt(0));
  const usdByService = Object.fromEntries(costs.map(([service, usd]) => [service, nearestFloat(usd)]));
  const layers = stack<Record<string, number>>().keys(costs.map(([service]) => service))([usdByService]);
  return costs.map(([service, usd], index) => {
    const [from = 0, to = 0] = layers[index]?.[0] ?? [];
    return { service, usd, from, to, color: services.indexOf(service) };
  });
}

function segmentBox({ service, usd, color, from, to }: Segment, x: Bars['x'], top: number): Child {
  const width = x(to) - x(from);
  const nameAndCost = `${service} ${dollars(usd)}`;
  const hasCost = textWidth(nameAndCost, 11) + PADDING <= width;
  const name = fitText(service, hasCost ? width : width - PADDING, 11);
  return element(
    'g',
    {},
    element('title', {}, nameAndCost),
    element('rect', {
      class: `bar ${fillClass(color)}`,
      x: x(from),
      y: top,
      width: Math.max(1, width),
      height: BAR_HEIGHT,
    }),
    (name === service || name.length >= MIN_CHARACTERS) &&
      element(
        'text',
        { class: 'on-color', x: x(from) + PADDING / 2, y: top + 15 },
        element('tspan', { class: 'isolated' }, name),
        hasCost && ` ${dollars(usd)}`,
      ),
  );
}

/** Stripes along the bottom of a bar, and a dashed outline. */
function infeasibleMarks(place: ChartPlace, x: Bars['x'], { usd, top }: { usd: Decimal; top: number }): Child {
  const bar = { x: x(0), y: top, width: Math.max(1, x(nearestFloat(usd)) - x(0)), height: BAR_HEIGHT };
  const stripes = { ...bar, y: top + BAR_HEIGHT - STRIPE_HEIGHT, height: STRIPE_HEIGHT };
  return [
    element('rect', { ...stripes, fill: `url(#${place.id}-stripes)` }),
    element('rect', { ...bar, class: 'outline' }),
  ];
}

function stripePattern({ id }: ChartPlace): Child {
  const lines = element('path', { class: 'stripes', d: 'M-2 2L2-2M0 8L8 0M6 10L10 6' });
  const pattern = { id: `${id}-stripes`, width: 8, height: 8, patternUnits: 'userSpaceOnUse' };
  return element('defs', {}, element('pattern', pattern, lines));
}
