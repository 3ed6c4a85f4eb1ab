import { nameElement } from '../render/html/elements.js';
import { type Child, element, type Markup } from '../render/markup.js';
import { terms } from '../render/report-text.js';
import type { Scenario } from '../scenario/scenario.js';
import { designControls, workloadControls } from './controls.js';
import type { ScenarioContent, WorkloadContent } from './page-content.js';
import { billsView, curveView, hoursView, scenarioViews, totalsViews, type Views } from './views.js';

/** The id of the section of a scenario, or of a workload in it. */
export function sectionId(scenario: number, workload?: number): string {
  return workload === undefined ? `s${scenario}` : `s${scenario}-w${workload}`;
}

/** Creates the section of one scenario: its workloads, notes, assumptions and prices. */
export function scenarioSection({ scenario, report, workloads, isLive }: ScenarioContent, index: number): Markup {
  const id = sectionId(index);
  const views = scenarioViews(report, id);
  return element(
    'section',
    { class: 'scenario', id, 'aria-labelledby': `${id}-name` },
    element('h2', { id: `${id}-name` }, nameElement(report.name)),
    element('p', { class: 'muted' }, terms(report)),
    element('p', { class: 'error', id: `${id}-error`, role: 'alert' }),
    element('p', { id: `${id}-changed`, hidden: true }),
    isLive && designControls(scenario, id),
    workloads.map((workload, of) => workloadSection(workload, scenario, { id: sectionId(index, of), isLive })),
    viewContainer(id, views, 'notes'),
    withHeading('Assumptions', viewContainer(id, views, 'assumptions')),
    withHeading('Prices', viewContainer(id, views, 'prices')),
  );
}

function workloadSection(
  { workload, report, hours, curve }: WorkloadContent,
  scenario: Scenario,
  { id, isLive }: { readonly id: string; readonly isLive: boolean },
): Markup {
  const totals = totalsViews(report, id);
  return element(
    'section',
    { class: 'workload', id, 'aria-labelledby': `${id}-name` },
    element('h3', { id: `${id}-name` }, nameElement(workload === null ? 'Designs' : workload.name)),
    element('p', { class: 'answer', id: `${id}-answer`, role: 'status' }, totals.answer),
    isLive && workload !== null && workloadControls(scenario, workload, id),
    element(
      'div',
      { class: 'results' },
      viewContainer(id, totals, 'totals'),
      viewContainer(id, totals, 'bars', 'bars wide'),
      curve !== undefined &&
        withHeading(
          'Cost against requests',
          viewContainer(id, curveView(curve, { id, scenario: report.name }), 'curve'),
        ),
      withHeading('Hour by hour', viewContainer(id, hoursView(hours, id), 'hours')),
      withHeading('Itemized bills', viewContainer(id, billsView(report, id), 'bills')),
    ),
  );
}

/** The element of one view, whose content the page's script replaces. */
function viewContainer(id: string, views: Views, name: string, className = name): Markup {
  return element('div', { id: `${id}-${name}`, class: className }, views[name]);
}

function withHeading(heading: string, content: Child): Child {
  return [element('h4', {}, heading), content];
}
