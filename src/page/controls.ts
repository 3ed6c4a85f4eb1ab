import { idOf, named } from '../render/html/pieces.js';
import { element, type Markup, together } from '../render/markup.js';
import type { Scenario, Workload } from '../scenario/scenario.js';
import { type Adjustable, serviceAdjustables, workloadAdjustables } from './adjustable.js';
import { fieldText, SLIDER_STEPS, sliderPosition } from './field-value.js';

/** The fields of one workload; hidden until the page's script is there to answer them. */
export function workloadControls(scenario: Scenario, workload: Workload, id: string): Markup {
  const fields = workloadAdjustables(scenario, workload);
  if (fields.length === 0) return together();
  const content = form(
    'What is asked',
    fields.map((field) => control(field, id)),
  );
  return element('div', { class: 'controls', hidden: true }, element('h4', {}, 'What is asked'), content);
}

/** The numbers of the designs, behind a heading that opens them. */
export function designControls(scenario: Scenario, id: string): Markup {
  const designs = scenario.designs.flatMap((design, index) => {
    const services = serviceAdjustables(scenario, index);
    if (services.length === 0) return [];
    return element(
      'details',
      { class: 'design' },
      element('summary', {}, named(design.name)),
      services.map(({ placed, fields }) =>
        element(
          'fieldset',
          {},
          element('legend', {}, named(placed.name)),
          fields.map((field) => control(field, id)),
        ),
      ),
    );
  });
  if (designs.length === 0) return together();
  return element(
    'details',
    { class: 'controls', hidden: true },
    element('summary', {}, 'Numbers of the designs'),
    form('Numbers of the designs', designs),
  );
}

function form(title: string, content: readonly Markup[]): Markup {
  const reset = element('button', { type: 'reset' }, "Back to the scenario's values");
  return element('form', { 'aria-label': title }, content, reset);
}

function control(field: Adjustable, id: string): Markup {
  const { at, title, unit, value, slider } = field;
  const key = idOf(id, at);
  const text = fieldText(field, value);
  return element(
    'div',
    { class: 'field', 'data-at': at },
    element('label', { for: key }, title),
    element(
      'span',
      { class: 'entry' },
      element('input', {
        id: key,
        type: 'text',
        inputmode: 'decimal',
        autocomplete: 'off',
        spellcheck: 'false',
        value: text,
        'aria-describedby': `${key}-said`,
      }),
      unit !== '' && element('span', { class: 'unit' }, unit),
    ),
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
    element('p', { class: 'said', id: `${key}-said` }),
  );
}
