import type { CrossedCurve } from '../model/cost-curve.js';
import type { HourlyScenario } from '../model/hourly-report.js';
import type { ScenarioReport } from '../model/report.js';
import { named } from '../render/html/pieces.js';
import { type Child, element, type Markup } from '../render/markup.js';
import { terms } from '../render/words.js';
import type { Scenario, Workload } from '../scenario/scenario.js';
import { designControls, workloadControls } from './controls.js';
import { billsView, curveView, hoursView, scenarioView, totalsView, type View } from './views.js';

/** Everything the page says of one workload, worked out already. */
export interface WorkloadPart {
  /** null in a scenario without workloads. */
  readonly workload: Workload | null;
  /** Results and remarks of this workload alone. */
  readonly report: ScenarioReport;
  readonly hours: HourlyScenario;
  /** undefined without a workload: then there are no requests to vary. */
  readonly curve: CrossedCurve | undefined;
}

/** Everything the page says of one scenario. */
export interface ScenarioPart {
  readonly scenario: Scenario;
  readonly report: ScenarioReport;
  readonly workloads: readonly WorkloadPart[];
  /** Whether the page can work it out anew. */
  readonly isLive: boolean;
}

/** Id of a scenario on the page, and of a workload in it. */
export function partId(scenario: number, workload?: number): string {
  return workload === undefined ? `s${scenario}` : `s${scenario}-w${workload}`;
}

/** One scenario: its workloads, what was assumed, and the prices. */
export function scenarioSection({ scenario, report, workloads, isLive }: ScenarioPart, index: number): Markup {
  const id = partId(index);
  const view = scenarioView(report, id);
  return element(
    'section',
    { class: 'scenario', id, 'aria-labelledby': `${id}-name`, 'data-scenario': index },
    element('h2', { id: `${id}-name` }, named(report.name)),
    element('p', { class: 'terms' }, terms(report)),
    element('p', { class: 'error', id: `${id}-error`, role: 'alert' }),
    element('p', { class: 'changed', id: `${id}-changed`, hidden: true }),
    isLive && designControls(scenario, id),
    workloads.map((part, place) => workloadSection(part, scenario, { id: partId(index, place), place, isLive })),
    slot(id, view, 'notes'),
    titled('Assumed, because the scenario does not say', slot(id, view, 'assumptions')),
    titled('Prices', slot(id, view, 'prices')),
  );
}

interface Place {
  readonly id: string;
  readonly place: number;
  readonly isLive: boolean;
}

function workloadSection(
  { workload, report, hours, curve }: WorkloadPart,
  scenario: Scenario,
  { id, place, isLive }: Place,
): Markup {
  const totals = totalsView(report, id);
  const title = workload === null ? 'The designs' : workload.name;
  return element(
    'section',
    { class: 'workload', id, 'aria-labelledby': `${id}-name`, 'data-workload': place },
    element('h3', { id: `${id}-name` }, named(title)),
    element('p', { class: 'answer', id: `${id}-answer`, role: 'status' }, totals.answer),
    isLive && workload !== null && workloadControls(scenario, workload, id),
    element(
      'div',
      { class: 'results' },
      slot(id, totals, 'totals'),
      slot(id, totals, 'bars', 'wide'),
      curve !== undefined &&
        titled('Cost against requests', slot(id, curveView(curve, { id, scenario: report.name }), 'curve')),
      titled('Hour by hour', slot(id, hoursView(hours, id), 'hours')),
      titled('Every line of the bill', slot(id, billsView(report, id), 'bills')),
    ),
  );
}

/** The place of one view, which the script fills anew. */
function slot(id: string, view: View, name: string, kind = ''): Markup {
  return element('div', { id: `${id}-${name}`, class: `${name} ${kind}`.trim() }, view[name]);
}

function titled(title: string, content: Child): Child {
  return [element('h4', {}, title), content];
}
