import { type Amount, type Condition, NotTraceable } from '../../model/amount.js';
import type { Formula, FormulaCondition } from './formula.js';
import type { FormulaBook } from './formula-book.js';

/** Turns amounts into formulas of one book. */
export class AmountFormulas {
  private readonly known = new Map<Amount, Formula>();

  constructor(readonly book: FormulaBook) {}

  /** @throws NotTraceable where the amount depends on an input in a way that no formula says */
  formulaOf(amount: Amount): Formula {
    const known = this.known.get(amount);
    if (known !== undefined) return known;
    const formula = amount.isVaried ? this.varied(amount) : this.constant(amount);
    this.known.set(amount, formula);
    return formula;
  }

  condition({ left, right, isStrict }: Condition): FormulaCondition {
    return { left: this.formulaOf(left), right: this.formulaOf(right), isStrict };
  }

  private constant({ exact, leaf }: Amount): Formula {
    return this.book.constant(typeof leaf.value === 'number' ? leaf.value : exact);
  }

  private varied({ operation, args, leaf }: Amount): Formula {
    const { book } = this;
    if (operation === 'input' && leaf.input !== undefined) return book.input(leaf.input.index, leaf.input.isWhole);
    const formulas = args.map((arg) => this.formulaOf(arg));
    const [a, b] = formulas as [Formula, Formula];
    switch (operation) {
      case 'closed form': {
        const { closedForm } = leaf;
        if (closedForm === undefined || formulas.some(({ isFloat }) => !isFloat)) break;
        return book.closedForm(closedForm, formulas);
      }
      case 'plus':
        return book.add(a, b);
      case 'minus':
        return book.subtract(a, b);
      case 'times':
        return book.multiply(a, b);
      case 'dividedBy':
        if (b.exact === undefined) break;
        return book.divide(a, b.exact);
      case 'min':
        return book.min(a, b);
      case 'max':
        return book.max(a, b);
      case 'ceil':
        return book.ceil(a);
      case 'round':
        return book.round(a);
    }
    throw new NotTraceable(`${operation} cannot be followed`);
  }
}
