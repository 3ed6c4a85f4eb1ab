import { type LocalClock, secondOfWeek } from '../../model/local-clock.js';

/** Provisioned concurrency that follows its utilization, by Application Auto Scaling's target tracking. */
export interface ProvisionedTracking {
  /** Share of the provisioned environments that shall be busy. */
  readonly target: number;
  readonly least: number;
  readonly most: number;
}

/** How much is provisioned when. */
export interface ProvisionedPlan {
  /** In hours that no entry names. */
  readonly usual: number;
  /** Hours of the week, 0 is Monday 00:00, with a number of their own; the last entry of an hour counts. */
  readonly schedule: readonly { readonly hours: readonly number[]; readonly concurrency: number }[];
  readonly tracking: ProvisionedTracking | null;
  /** Time from the decision until all of what was asked for is there. */
  readonly startS: number;
  /** By which the hours of the schedule are read. */
  readonly clock: LocalClock;
}

const HOURS_OF_WEEK = 168;
const MINUTE_S = 60;
/** Minutes that the alarms of the policy wait for. https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html */
const MINUTES_OUT = 3;
const MINUTES_IN = 15;
/** The low alarm stands at this share of the target; same page. */
const LOW_SHARE = 0.9;

/**
 * Environments that are provisioned in each step.
 *
 * @param busy requests running at once in each step
 * @returns one number when it is the same all month
 */
export function provisionedSteps(
  plan: ProvisionedPlan,
  busy: Float64Array,
  stepSeconds: number,
): number | Float64Array {
  if (plan.tracking !== null) return tracked(plan, plan.tracking, busy, stepSeconds);
  if (plan.schedule.length === 0) return plan.usual;
  const week = weekOf(plan);
  return busy.map((_, step) => week[hourOfWeek(plan, step * stepSeconds)] as number);
}

function weekOf({ usual, schedule }: ProvisionedPlan): Float64Array {
  const week = new Float64Array(HOURS_OF_WEEK).fill(usual);
  for (const { hours, concurrency } of schedule) for (const hour of hours) week[hour] = concurrency;
  return week;
}

function hourOfWeek({ clock }: ProvisionedPlan, atS: number): number {
  return Math.floor(secondOfWeek(clock, atS) / 3600);
}

/**
 * Minute by minute: utilization = busy / provisioned, 1 at most, since what is beyond spills over; above the target for 3
 * minutes it grows to ⌈provisioned × utilization / target⌉, below 90 % of it for 15 it shrinks to the same.
 */
function tracked(
  plan: ProvisionedPlan,
  { target, least, most }: ProvisionedTracking,
  busy: Float64Array,
  stepSeconds: number,
): Float64Array {
  const steps = new Float64Array(busy.length);
  const between = (concurrency: number) => Math.min(most, Math.max(least, Math.ceil(concurrency - 1e-9)));
  const stepsAMinute = Math.max(1, Math.round(MINUTE_S / stepSeconds));
  const minutesAStep = Math.max(1, Math.round(stepSeconds / MINUTE_S));
  let provisioned = between((busy[0] ?? 0) / target);
  let asked = provisioned;
  let readyS = 0;
  let [above, below, sum] = [0, 0, 0];
  for (let step = 0; step < busy.length; step += 1) {
    const nowS = step * stepSeconds;
    if (nowS >= readyS) provisioned = asked;
    steps[step] = provisioned;
    sum += busy[step] as number;
    if ((step + 1) % stepsAMinute !== 0) continue;
    const utilization = Math.min(1, sum / stepsAMinute / Math.max(1, provisioned));
    sum = 0;
    above = utilization > target ? above + minutesAStep : 0;
    below = utilization < LOW_SHARE * target ? below + minutesAStep : 0;
    const wanted = between((provisioned * utilization) / target);
    if (above >= MINUTES_OUT && wanted > asked) {
      asked = wanted;
      readyS = nowS + stepSeconds + plan.startS;
    } else if (below >= MINUTES_IN && wanted < asked && provisioned === asked) {
      asked = wanted;
      readyS = nowS + stepSeconds;
      below = 0;
    }
  }
  return steps;
}

/** Provisioned concurrency is billed in steps of five minutes. https://aws.amazon.com/lambda/pricing/ */
export const BILLED_STEP_S = 300;

/** Concurrency × seconds, each five minutes at the most that was provisioned in them. */
export function billedConcurrencySeconds(steps: number | Float64Array, stepSeconds: number, monthS: number): number {
  const slots = Math.ceil(monthS / BILLED_STEP_S);
  if (typeof steps === 'number') return Math.ceil(steps) * slots * BILLED_STEP_S;
  const most = new Float64Array(slots);
  for (let step = 0; step < steps.length; step += 1) {
    const slot = Math.floor((step * stepSeconds) / BILLED_STEP_S);
    if ((steps[step] as number) > (most[slot] as number)) most[slot] = steps[step] as number;
  }
  return most.reduce((sum, concurrency) => sum + concurrency * BILLED_STEP_S, 0);
}
