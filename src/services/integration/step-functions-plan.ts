import type { Formula } from '../../model/formula.js';
import { billedRows, plannedField, plannedGivenOrUnits, plannedLimit } from '../planned-units.js';
import type { InputOf, PlanContext, ServicePlan } from '../service-plan.js';
import { DURATION_STEP_MS, MAX_EXPRESS_MS, MEMORY_STEP_MB, type stepFunctions } from './step-functions.js';

/** Step Functions: state transitions (standard), or requests and GB-seconds (express). */
export const stepFunctionsPlan: ServicePlan<InputOf<typeof stepFunctions>> = (machine, context) => {
  const { formulas, field, traffic } = context;
  const executions = plannedGivenOrUnits(context, 'executions');
  if (machine.workflowType === 'standard') {
    const transitions = formulas.times(executions, plannedField(context, 'transitionsPerExecution'));
    return { quantities: billedRows([formulas.ceil(transitions)]) };
  }
  const durationMs = field('durationMs') ?? traffic?.durationMs ?? formulas.constant(0);
  const each = formulas.times(
    upTo(context, durationMs, DURATION_STEP_MS),
    upTo(context, plannedField(context, 'memoryMb'), MEMORY_STEP_MB),
  );
  return {
    quantities: billedRows([executions, formulas.over(formulas.times(executions, each), 1024 * 1000)]),
    feasible: [plannedLimit(context, durationMs, MAX_EXPRESS_MS)],
  };
};

/** The next multiple of a step; at least one step. */
function upTo({ formulas }: PlanContext, of: Formula, step: number): Formula {
  const steps = formulas.most(formulas.constant(1), formulas.ceil(formulas.over(of, step)));
  return formulas.times(steps, formulas.constant(step));
}
