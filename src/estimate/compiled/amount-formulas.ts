import { type Amount, type Condition, NotTraceable } from '../../model/amount.js';
import type { Formula, FormulaCondition } from './formula.js';
import type { FormulaFactory } from './formula-factory.js';

/** Converts amounts into formulas of one factory. */
export class AmountFormulas {
  private readonly known = new Map<Amount, Formula>();

  constructor(readonly factory: FormulaFactory) {}

  /**
   * Converts an amount.
   *
   * @throws NotTraceable where it depends on an input in a way that no formula describes
   */
  formulaOf(amount: Amount): Formula {
    const known = this.known.get(amount);
    if (known !== undefined) return known;
    const formula = amount.isVaried ? this.varied(amount) : this.constant(amount);
    this.known.set(amount, formula);
    return formula;
  }

  /** Converts a condition. */
  condition({ left, right, isStrict }: Condition): FormulaCondition {
    return { left: this.formulaOf(left), right: this.formulaOf(right), isStrict };
  }

  private constant({ exact, leaf }: Amount): Formula {
    return this.factory.constant(typeof leaf.value === 'number' ? leaf.value : exact);
  }

  private varied({ operation, args, leaf }: Amount): Formula {
    const { factory } = this;
    if (operation === 'input' && leaf.input !== undefined) return factory.input(leaf.input.index, leaf.input.isWhole);
    const formulas = args.map((arg) => this.formulaOf(arg));
    const [a, b] = formulas as [Formula, Formula];
    switch (operation) {
      case 'closed form': {
        const { closedForm } = leaf;
        if (closedForm === undefined || formulas.some(({ isFloat }) => !isFloat)) break;
        return factory.closedForm(closedForm, formulas);
      }
      case 'plus':
        return factory.add(a, b);
      case 'minus':
        return factory.subtract(a, b);
      case 'times':
        return factory.multiply(a, b);
      case 'dividedBy':
        if (b.exact === undefined) break;
        return factory.divide(a, b.exact);
      case 'min':
        return factory.min(a, b);
      case 'max':
        return factory.max(a, b);
      case 'ceil':
        return factory.ceil(a);
      case 'round':
        return factory.round(a);
    }
    throw new NotTraceable(`no formula for ${operation} of such arguments`);
  }
}
