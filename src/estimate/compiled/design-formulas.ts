import { type Amount, type Condition, NotTraceable } from '../../model/amount.js';
import type { NumericPath } from '../../scenario/numeric-path.js';
import type { Design, Workload } from '../../scenario/scenario.js';
import type { Simulation } from '../../services/service.js';
import { simulateDesign } from '../estimate.js';
import { TracedInputs } from '../traced-inputs.js';
import { AmountFormulas } from './amount-formulas.js';
import { type CostSource, costFormulas } from './cost-formulas.js';
import type { Formula, FormulaCondition } from './formula.js';

/** A design on a workload as formulas over some inputs. */
export interface DesignFormulas {
  /** US dollars a month of each meter. */
  readonly costs: readonly Formula[];
  /** US dollars a month. */
  readonly usd: Formula;
  /** The formulas are valid where all of these hold; elsewhere the design is estimated in full. */
  readonly conditions: readonly FormulaCondition[];
  /** The design is feasible where all of these hold; undefined where it is not feasible at the values it was traced at. */
  readonly feasible: readonly FormulaCondition[] | undefined;
}

/** The scenario that formulas are made from, with some value of every input. */
export interface FormulaSource extends CostSource {
  /** The inputs. */
  readonly paths: readonly NumericPath[];
}

/**
 * Compiles a design: estimates it once with amounts, which record how they were computed, and converts those into formulas.
 *
 * @returns undefined where a part of it depends on an input in a way that no formula describes
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
  const converted = (list: readonly Condition[]) => list.map((condition) => amounts.condition(condition));
  const lines = usage.services.flatMap(({ lines, quantities }) =>
    lines.map((line, index) => ({ line, quantity: amounts.formulaOf(quantities[index] as Amount) })),
  );
  const costs = costFormulas(source, lines);
  const isFeasible = simulations.every(({ infeasible = [] }) => infeasible.length === 0);
  return {
    costs,
    usd: formulas.sum(costs),
    conditions: undecided(converted([...inputs.trace.conditions, ...inputs.workloadConditions(workload)])),
    feasible: isFeasible ? undecided(converted(simulations.flatMap(feasibilityConditions))) : undefined,
  };
}

function feasibilityConditions({ limits = [], feasibleWhile: conditions = [] }: Simulation<unknown>): Condition[] {
  return [...limits.map(({ condition }) => condition), ...conditions];
}

/** Conditions that may fail for some inputs, each once. */
function undecided(conditions: readonly FormulaCondition[]): FormulaCondition[] {
  const byKey = new Map(
    conditions.map((condition) => {
      const { left, right, isStrict } = condition;
      return [`${left.id} ${right.id} ${isStrict}`, condition];
    }),
  );
  return [...byKey.values()].filter(
    ({ left, right }) => left.exact === undefined || right.exact === undefined || left.exact.lt(right.exact),
  );
}
