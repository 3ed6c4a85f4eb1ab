import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import { type Decimal, nearestFloat } from '../../model/decimal.js';
import type { Result, ScenarioReport } from '../../model/report.js';
import { type Child, element } from '../markup.js';
import { dollars } from '../money.js';
import { answer, byRank, byWorkload, costByService, gap, notes, terms } from '../words.js';
import { axisDollars } from './axis.js';
import { type Chart, type ChartPlace, chartFrame, fitting, label, textWidth } from './frame.js';
import { keyed } from './key.js';
import { fillClass } from './theme.js';

const MARGIN = 16;
const HEAD_HEIGHT = 62;
const ROW_HEIGHT = 52;
const BAR_HEIGHT = 24;
const AXIS_HEIGHT = 30;
/** Room in a bar that a text leaves free. */
const PADDING = 10;
/** A name cut shorter than this says nothing: the key and the tooltip do. */
const LEAST_LETTERS = 6;

interface Bars {
  readonly place: ChartPlace;
  /** Services in the order of their colours. */
  readonly services: readonly string[];
  readonly x: ScaleLinear<number, number>;
}

/**
 * Monthly totals of a scenario as bars, stacked by service: workloads one below the other, their designs cheapest first.
 * A design that is not feasible is hatched, outlined and says so.
 */
export function stackedBars(scenario: ScenarioReport, place: ChartPlace): Chart {
  const groups = byWorkload(scenario);
  const shown = groups.flatMap(([, results]) => results);
  const services = [...new Set(shown.flatMap((result) => result.lines.map((line) => line.name)))];
  const width = place.width - 2 * MARGIN;
  const head = [
    label(MARGIN, 26, fitting(scenario.name, width, 15), 'head'),
    label(MARGIN, 44, fitting(`US dollars a month; ${terms(scenario)}`, width), 'soft'),
  ];
  const top = place.bare ? 12 : HEAD_HEIGHT;
  const key = keyed(services, { x: MARGIN, y: top, width });
  let y = top + key.height + 4;
  const drawing: Child[] = [hatch(place), !place.bare && head, key.drawing];
  for (const [name, results] of groups) {
    const group = workloadBars(place.bare ? null : name, results, { place, services, y });
    drawing.push(group.drawing);
    y += group.height;
  }
  return chartFrame(place, {
    title: `Monthly cost of ${scenario.name}, by design and service`,
    description: [...groups.map(describe), ...notes({ ...scenario, results: shown, remarks: [] })].join(' '),
    height: y + 6,
    drawing,
  });
}

function describe([workload, results]: [string | null, readonly Result[]]): string {
  const designs = byRank(results).map((result) => {
    const parts = costByService(result).map(([name, usd]) => `${name} ${dollars(usd)}`);
    const state = result.feasible ? '' : ' (not feasible)';
    return `${result.design}${state} ${dollars(result.monthlyUsd)}: ${parts.join(', ')}.`;
  });
  return `${workload === null ? '' : `${workload}: `}${answer(results)} ${designs.join(' ')}`;
}

function workloadBars(
  workload: string | null,
  results: readonly Result[],
  { place, services, y }: { place: ChartPlace; services: readonly string[]; y: number },
): { drawing: Child; height: number } {
  const ranked = byRank(results);
  const highest = Math.max(0.01, ...results.map((result) => nearestFloat(result.monthlyUsd)));
  const x = scaleLinear()
    .domain([0, highest])
    .nice(5)
    .range([MARGIN, place.width - MARGIN]);
  const title = workload === null ? 0 : 28;
  const bottom = y + title + ranked.length * ROW_HEIGHT;
  const bars = { place, services, x };
  return {
    drawing: element(
      'g',
      {},
      workload !== null && label(MARGIN, y + 20, fitting(workload, place.width - 2 * MARGIN, 13), 'group'),
      axisDollars(x, { top: y + title + 4, bottom }),
      ranked.map((result, row) => designBar(bars, result, { cheapest: ranked[0], y: y + title + row * ROW_HEIGHT })),
    ),
    height: title + ranked.length * ROW_HEIGHT + AXIS_HEIGHT,
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
  const name = fitting(result.design, right - MARGIN - stateWidth - textWidth(amount) - 20);
  const top = y + 22;
  return element(
    'g',
    {},
    element('title', {}, `${result.design}: ${amount}, ${state}`),
    label(MARGIN, y + 16, name, 'name halo'),
    label(right - stateWidth, y + 16, amount, 'name end halo'),
    label(right, y + 16, state, 'soft end halo'),
    parts(result, services).map((part) => segment(part, x, top)),
    !result.feasible && unfit(place, x, { usd: result.monthlyUsd, top }),
  );
}

interface Part {
  readonly name: string;
  readonly usd: Decimal;
  readonly color: number;
  readonly from: number;
  readonly to: number;
}

/** The services of a design from left to right. */
function parts(result: Result, services: readonly string[]): Part[] {
  const costs = costByService(result).filter(([, usd]) => usd.gt(0));
  const byName = Object.fromEntries(costs.map(([name, usd]) => [name, nearestFloat(usd)]));
  const layers = stack<Record<string, number>>().keys(costs.map(([name]) => name))([byName]);
  return costs.map(([name, usd], index) => {
    const [from = 0, to = 0] = layers[index]?.[0] ?? [];
    return { name, usd, from, to, color: services.indexOf(name) };
  });
}

function segment({ name, usd, color, from, to }: Part, x: Bars['x'], top: number): Child {
  const width = x(to) - x(from);
  const both = `${name} ${dollars(usd)}`;
  const isWide = textWidth(both, 11) + PADDING <= width;
  const text = fitting(name, isWide ? width : width - PADDING, 11);
  return element(
    'g',
    {},
    element('title', {}, both),
    element('rect', {
      class: `part ${fillClass(color)}`,
      x: x(from),
      y: top,
      width: Math.max(1, width),
      height: BAR_HEIGHT,
    }),
    (text === name || text.length > LEAST_LETTERS) &&
      element(
        'text',
        { class: 'inside', x: x(from) + PADDING / 2, y: top + 15 },
        element('tspan', { class: 'isolated' }, text),
        isWide && ` ${dollars(usd)}`,
      ),
  );
}

/** Stripes over a whole bar, and a broken line around it. */
function unfit(place: ChartPlace, x: Bars['x'], { usd, top }: { usd: Decimal; top: number }): Child {
  const box = { x: x(0), y: top, width: Math.max(1, x(nearestFloat(usd)) - x(0)), height: BAR_HEIGHT };
  return [
    element('rect', { ...box, y: top + BAR_HEIGHT - 5, height: 5, fill: `url(#${place.id}-hatch)` }),
    element('rect', { ...box, class: 'outline' }),
  ];
}

function hatch({ id }: ChartPlace): Child {
  const lines = element('path', { class: 'hatch', d: 'M-2 2L2-2M0 8L8 0M6 10L10 6' });
  const pattern = { id: `${id}-hatch`, width: 8, height: 8, patternUnits: 'userSpaceOnUse' };
  return element('defs', {}, element('pattern', pattern, lines));
}
