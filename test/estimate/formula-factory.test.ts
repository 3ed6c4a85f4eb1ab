import { expect, it } from 'vitest';
import { FormulaFactory } from '../../src/estimate/compiled/formula-factory.js';

it('rounds up without doubt what is a double and a whole number together', () => {
  const formulas = new FormulaFactory();
  const duration = formulas.input(0, false);
  const init = formulas.constant(300);
  const rounded = formulas.ceil(formulas.add(duration, init));
  expect(rounded).toBe(formulas.add(formulas.ceil(duration), init));
  // Of a part of a number and a double, which whole number is next hangs on their roundings.
  expect(formulas.ceil(formulas.add(duration, formulas.constant(0.5))).operation).toBe('ceil');
});
