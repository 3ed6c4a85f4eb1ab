import type { AdjustableField } from '../adjustable-fields.js';
import { formatFieldValue, parseFieldValue, SLIDER_STEPS, sliderPosition, sliderValue } from '../field-values.js';

/** A text field and its slider, kept equal. */
export class FieldControl {
  private readonly entry: HTMLInputElement;
  private readonly slider: HTMLInputElement | null;
  private readonly error: HTMLElement | null;

  /** @param onInput called with every valid number that the reader enters */
  constructor(
    readonly field: AdjustableField,
    container: Element,
    onInput: (value: number) => void,
  ) {
    this.entry = container.querySelector('input[type=text]') as HTMLInputElement;
    this.slider = container.querySelector('input[type=range]');
    this.error = container.querySelector('.error');
    this.entry.addEventListener('input', () => {
      const value = parseFieldValue(field, this.entry.value);
      this.showError(typeof value === 'string' ? value : '');
      if (typeof value === 'string') return;
      this.moveSlider(value);
      onInput(value);
    });
    this.slider?.addEventListener('input', () => {
      const value = sliderValue(field, Number(this.slider?.value));
      this.entry.value = formatFieldValue(field, value);
      this.showError('');
      this.moveSlider(value);
      onInput(value);
    });
  }

  /** Shows a value that was set elsewhere. */
  show(value: number): void {
    // While the reader types, an equal number keeps its spelling.
    if (document.activeElement !== this.entry || parseFieldValue(this.field, this.entry.value) !== value) {
      this.entry.value = formatFieldValue(this.field, value);
    }
    this.showError('');
    this.moveSlider(value);
  }

  private showError(message: string): void {
    this.entry.setAttribute('aria-invalid', `${message !== ''}`);
    if (this.error !== null) this.error.textContent = message;
  }

  private moveSlider(value: number): void {
    if (this.slider === null) return;
    const position = Math.min(SLIDER_STEPS, sliderPosition(this.field, value));
    if (Number(this.slider.value) !== position) this.slider.value = `${position}`;
    this.slider.setAttribute('aria-valuetext', `${formatFieldValue(this.field, value)} ${this.field.unit}`.trim());
  }
}
