import type { Adjustable } from '../adjustable.js';
import { fieldText, fieldValue, SLIDER_STEPS, sliderPosition, sliderValue } from '../field-value.js';

/** A field and its slider on the page. */
export class FieldControl {
  private readonly entry: HTMLInputElement;
  private readonly slider: HTMLInputElement | null;
  private readonly said: HTMLElement | null;

  /** @param onInput called with every number that the reader gives */
  constructor(
    readonly field: Adjustable,
    box: Element,
    onInput: (value: number) => void,
  ) {
    this.entry = box.querySelector('input[type=text]') as HTMLInputElement;
    this.slider = box.querySelector('input[type=range]');
    this.said = box.querySelector('.said');
    this.entry.addEventListener('input', () => {
      const value = fieldValue(field, this.entry.value);
      this.say(typeof value === 'string' ? value : '');
      if (typeof value === 'string') return;
      this.moveSlider(value);
      onInput(value);
    });
    this.slider?.addEventListener('input', () => {
      const value = sliderValue(field, Number(this.slider?.value));
      this.entry.value = fieldText(field, value);
      this.say('');
      this.moveSlider(value);
      onInput(value);
    });
  }

  /** Shows a number that did not come from this control. */
  show(value: number): void {
    if (document.activeElement !== this.entry || fieldValue(this.field, this.entry.value) !== value) {
      this.entry.value = fieldText(this.field, value);
    }
    this.say('');
    this.moveSlider(value);
  }

  /** Says what is wrong with the number; nothing when it is right. */
  say(problem: string): void {
    this.entry.setAttribute('aria-invalid', `${problem !== ''}`);
    if (this.said === null) return;
    this.said.textContent = problem;
    this.said.classList.toggle('wrong', problem !== '');
  }

  private moveSlider(value: number): void {
    if (this.slider === null) return;
    const position = Math.min(SLIDER_STEPS, sliderPosition(this.field, value));
    if (Number(this.slider.value) !== position) this.slider.value = `${position}`;
    this.slider.setAttribute('aria-valuetext', `${fieldText(this.field, value)} ${this.field.unit}`.trim());
  }
}
