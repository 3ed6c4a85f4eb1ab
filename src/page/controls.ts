import { elementId, nameElement } from '../render/html/elements.js';
import { element, type Markup } from '../render/markup.js';
import type { Scenario, Workload } from '../scenario/scenario.js';
import { type AdjustableField, serviceFields, workloadFields } from './adjustable-fields.js';
import { formatFieldValue, SLIDER_STEPS, sliderPosition } from './field-values.js';

/** Creates the form of one workload, hidden until the page's script runs. @param id of the workload's section */
export function workloadControls(scenario: Scenario, workload: Workload, id: string): Markup | undefined {
  const fields = workloadFields(scenario, workload);
  if (fields.length === 0) return undefined;
  const title = 'Workload';
  return element(
    'div',
    { class: 'controls', hidden: true },
    element('h4', {}, title),
    form(
      title,
      fields.map((field) => control(field, id)),
    ),
  );
}

/** Creates the collapsed form of the designs, hidden until the page's script runs. @param id of the scenario's section */
export function designControls(scenario: Scenario, id: string): Markup | undefined {
  const designs = scenario.designs.flatMap((design, index) => {
    const services = serviceFields(scenario, index);
    if (services.length === 0) return [];
    const fieldsets = services.map(({ placed, fields }) =>
      element(
        'fieldset',
        {},
        element('legend', {}, nameElement(placed.name)),
        fields.map((field) => control(field, id)),
      ),
    );
    return element('details', {}, element('summary', {}, nameElement(design.name)), fieldsets);
  });
  if (designs.length === 0) return undefined;
  const title = 'Design settings';
  return element('details', { class: 'controls', hidden: true }, element('summary', {}, title), form(title, designs));
}

function form(title: string, content: readonly Markup[]): Markup {
  const reset = element('button', { type: 'reset' }, 'Reset to the scenario');
  return element('form', { 'aria-label': title }, content, reset);
}

/** A text field with its label, its slider, and a paragraph for its error message. */
function control(field: AdjustableField, sectionId: string): Markup {
  const { at, title, unit, value, slider } = field;
  const id = elementId(sectionId, at);
  const text = formatFieldValue(field, value);
  const entry = element('input', {
    id,
    type: 'text',
    inputmode: 'decimal',
    autocomplete: 'off',
    spellcheck: 'false',
    value: text,
    'aria-describedby': `${id}-error`,
  });
  return element(
    'div',
    { class: 'field', 'data-at': at },
    element('label', { for: id }, title),
    element('span', { class: 'entry' }, entry, unit !== '' && element('span', { class: 'muted' }, unit)),
    slider !== undefined &&
      element('input', {
        type: 'range',
        min: 0,
        max: SLIDER_STEPS,
        step: 1,
        value: sliderPosition(field, value),
        'aria-label': title,
        'aria-valuetext': `${text} ${unit}`.trim(),
      }),
    element('p', { class: 'error', id: `${id}-error` }),
  );
}
