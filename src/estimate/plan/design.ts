import type { AtLeast, Formula } from '../../model/formula.js';
import type { Design, Workload } from '../../scenario/scenario.js';
import { planCosts } from './cost.js';
import { ifPlanned } from './not-planned.js';
import { inputOf } from './traffic.js';
import { type PlanSource, planUsage } from './usage.js';

/** A design on a workload, compiled over some inputs. */
export interface DesignPlan {
  /** Dollars a month of each meter. */
  readonly costs: readonly Formula[];
  /** Dollars a month. */
  readonly usd: Formula;
  /** The plan holds where all of these do. */
  readonly holds: readonly AtLeast[];
  /** The design can do the work where all of these hold; undefined where it cannot at the values it was planned at. */
  readonly feasible: readonly AtLeast[] | undefined;
}

/**
 * Compiles a design over the inputs of a plan.
 *
 * @returns undefined where a part of it has to be priced the full way
 */
export function planDesign(source: PlanSource, workload: Workload | null, design: Design): DesignPlan | undefined {
  return ifPlanned(() => {
    const usage = planUsage(source, workload, design);
    const costs = planCosts(source, usage.lines);
    return {
      costs,
      usd: source.formulas.sum(costs),
      holds: [...usage.holds, ...durations(source, workload)],
      feasible: usage.infeasible.length === 0 ? usage.feasible : undefined,
    };
  });
}

/** CPU time is a part of the duration: what is not is refused the full way. */
function durations(source: PlanSource, workload: Workload | null): AtLeast[] {
  if (workload === null || workload.cpuMs === undefined || workload.parts.length > 0) return [];
  const figure = (field: 'durationMs' | 'cpuMs'): Formula =>
    inputOf(source, { of: 'workload', at: workload.at, field }) ?? source.formulas.constant(workload[field] ?? 0);
  const [left, right] = [figure('durationMs'), figure('cpuMs')];
  return left.operation === 'constant' && right.operation === 'constant' ? [] : [{ left, right }];
}
