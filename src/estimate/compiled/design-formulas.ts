import { type Condition, NotTraceable } from '../../model/amount.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { NumericPath } from '../../scenario/numeric-path.js';
import type { Design, Scenario, Workload } from '../../scenario/scenario.js';
import type { Simulation } from '../../services/service.js';
import { simulateDesign } from '../estimate.js';
import type { MeteredUsage } from '../simulate-service.js';
import { TracedInputs } from '../traced-inputs.js';
import { AmountFormulas } from './amount-formula.js';
import { costFormulas } from './cost-formulas.js';
import type { Formula, FormulaCondition } from './formula.js';
import type { FormulaBook } from './formula-book.js';

/** A design on a workload as formulas over some inputs. */
export interface DesignFormulas {
  /** Dollars a month of each meter. */
  readonly costs: readonly Formula[];
  /** Dollars a month. */
  readonly usd: Formula;
  /** The formulas are right where all of these hold; elsewhere the design is estimated anew. */
  readonly holds: readonly FormulaCondition[];
  /** The design can do the work where all of these hold; undefined where it cannot at the values it was traced at. */
  readonly feasible: readonly FormulaCondition[] | undefined;
}

/** What formulas are made from. */
export interface FormulaSource {
  readonly formulas: FormulaBook;
  readonly paths: readonly NumericPath[];
  /** With some value of every input. */
  readonly scenario: Scenario;
  readonly book: PriceBook;
}

/** One line of usage whose quantity may depend on inputs. */
export interface FormulaLine {
  readonly line: MeteredUsage;
  readonly quantity: Formula;
}

/**
 * Estimates a design once, with amounts that remember how they were worked out, and reads its formulas off them.
 *
 * @returns undefined where a part of it depends on an input in a way that no formula says
 */
export function designFormulas(
  source: FormulaSource,
  workload: Workload | null,
  design: Design,
): DesignFormulas | undefined {
  try {
    return tracedDesign(source, workload, design);
  } catch (error) {
    if (error instanceof NotTraceable) return undefined;
    throw error;
  }
}

function tracedDesign(source: FormulaSource, workload: Workload | null, design: Design): DesignFormulas {
  const { scenario, book, paths, formulas } = source;
  const inputs = new TracedInputs(paths);
  const usage = simulateDesign(scenario, workload, design, book, inputs);
  const simulations = usage.services.map(({ simulation }) => simulation);
  const amounts = new AmountFormulas(formulas);
  const conditions = (list: readonly Condition[]) => list.map((condition) => amounts.condition(condition));
  const lines = usage.lines.map((line) => ({ line, quantity: amounts.formulaOf(line.amount) }));
  const costs = costFormulas(source, lines);
  const isFeasible = simulations.every(({ infeasible = [] }) => infeasible.length === 0);
  return {
    costs,
    usd: formulas.sum(costs),
    holds: varied(conditions([...inputs.trace.conditions, ...inputs.workloadConditions(workload)])),
    feasible: isFeasible ? varied(conditions(simulations.flatMap(feasibleWhile))) : undefined,
  };
}

function feasibleWhile({ limits = [], feasibleWhile: conditions = [] }: Simulation<unknown>): Condition[] {
  return [...limits.map(({ condition }) => condition), ...conditions];
}

/** Conditions that may fail, each once. */
function varied(conditions: readonly FormulaCondition[]): FormulaCondition[] {
  const byKey = new Map(conditions.map((of) => [`${of.left.id} ${of.right.id} ${of.isStrict}`, of]));
  return [...byKey.values()].filter(
    ({ left, right }) => left.exact === undefined || right.exact === undefined || left.exact.lt(right.exact),
  );
}
