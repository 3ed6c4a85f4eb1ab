import type { Formula } from '../../model/formula.js';
import { plannedGb, plannedUnits } from '../planned-units.js';
import type { PlanContext } from '../service-plan.js';

/** `passingBytes()`: GB as given, or calls × (KB out + KB back) / 1024². */
export function plannedPassing(
  context: PlanContext,
  assumed: Readonly<Record<'requestKb' | 'responseKb', Formula>>,
): Formula {
  const { formulas, field } = context;
  const kb = formulas.add(field('requestKb') ?? assumed.requestKb, field('responseKb') ?? assumed.responseKb);
  return field('gbPerMonth') ?? plannedGb(context, plannedUnits(context), kb);
}
