import type { Formula } from '../model/formula.js';
import type { PlanContext } from './service-plan.js';

/** Size of one KB in GB, as divisor: AWS's GB is 1024² KB. */
const KB_PER_GB = 1024 * 1024;

/** `unitsOf()`: whole units that the traffic makes at so many for each request. */
export function plannedUnits({ formulas, traffic }: PlanContext, perRequest = formulas.constant(1)): Formula {
  return traffic === null ? formulas.constant(0) : formulas.round(formulas.times(traffic.requests, perRequest));
}

/**
 * `givenOrUnits()`: the field that gives the units, or else what the traffic makes.
 *
 * @param each name of the field with the units for each request; one where it is left out
 */
export function plannedGivenOrUnits(context: PlanContext, given: string, each?: string): Formula {
  return context.field(given) ?? plannedUnits(context, each === undefined ? undefined : context.field(each));
}

/** The field, or 0 where it is not given. */
export function plannedField({ formulas, field }: PlanContext, name: string): Formula {
  return field(name) ?? formulas.constant(0);
}

/** `chunksOf()`: KB / size of a chunk, rounded up; at least one. */
export function plannedChunks({ formulas }: PlanContext, kb: Formula, chunkKb: number): Formula {
  return formulas.most(formulas.constant(1), formulas.ceil(formulas.over(kb, chunkKb)));
}

/** `gbOf()`: units × KB / 1024². */
export function plannedGb({ formulas }: PlanContext, units: Formula, kb: Formula): Formula {
  return formulas.over(formulas.times(units, kb), KB_PER_GB);
}

/** The hours of the month, so many times. */
export function plannedHours({ formulas, month }: PlanContext, times: Formula): Formula {
  return formulas.times(times, formulas.constant(month.hours));
}

/** Quantities of rows as `MeterTable.lines()` keeps them: what is nothing whatever the inputs has no line. */
export function billedRows(rows: readonly Formula[]): Formula[] {
  return rows.filter(({ exact }) => exact?.isZero() !== true);
}

/**
 * Whether something is no more than a limit, said a little too strictly: exactly at the limit `simulate` is asked.
 */
export function plannedLimit({ formulas }: PlanContext, of: Formula, most: number) {
  return { left: formulas.constant(most * (1 - 1e-12)), right: of };
}
