import { type LocalClock, secondOfWeek } from '../../model/local-clock.js';

/** Provisioned concurrency that follows its utilization, by Application Auto Scaling's target tracking. */
export interface UtilizationTracking {
  /** Share of the provisioned environments that should be busy. */
  readonly target: number;
  readonly min: number;
  readonly max: number;
}

/** Which concurrency is provisioned when. */
export interface ProvisionedSettings {
  /** In hours without a scheduled number. */
  readonly usual: number;
  /** Scheduled numbers by hour of the week, 0 is Monday 00:00; the last entry for an hour counts. */
  readonly schedule: readonly { readonly hours: readonly number[]; readonly concurrency: number }[];
  readonly tracking: UtilizationTracking | null;
  /** Time from a decision until all requested environments are ready. */
  readonly startS: number;
  /** The clock of the schedule. */
  readonly clock: LocalClock;
}

const HOURS_OF_WEEK = 168;
const MINUTE_S = 60;
/** Minutes before the alarms of the policy fire. https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html */
const MINUTES_OUT = 3;
const MINUTES_IN = 15;
/** Threshold of the low alarm as a share of the target; same page. */
const LOW_SHARE = 0.9;

/**
 * Computes the provisioned environments of each step.
 *
 * @param busy mean requests running at once in each step
 * @returns a single number when it is the same all month
 */
export function provisionedPerStep(
  settings: ProvisionedSettings,
  busy: Float64Array,
  stepSeconds: number,
): number | Float64Array {
  if (settings.tracking !== null) return trackUtilization(settings, settings.tracking, busy, stepSeconds);
  if (settings.schedule.length === 0) return settings.usual;
  const week = weekOf(settings);
  return busy.map((_, step) => week[hourOfWeek(settings, step * stepSeconds)] as number);
}

function weekOf({ usual, schedule }: ProvisionedSettings): Float64Array {
  const week = new Float64Array(HOURS_OF_WEEK).fill(usual);
  for (const { hours, concurrency } of schedule) for (const hour of hours) week[hour] = concurrency;
  return week;
}

function hourOfWeek({ clock }: ProvisionedSettings, atS: number): number {
  return Math.floor(secondOfWeek(clock, atS) / 3600);
}

/**
 * Target tracking minute by minute: utilization = busy / provisioned, at most 1, because further requests run on demand.
 * After 3 minutes above the target concurrency grows to ⌈provisioned × utilization / target⌉; after 15 minutes below 90% of
 * the target it shrinks to the same.
 */
function trackUtilization(
  settings: ProvisionedSettings,
  { target, min, max }: UtilizationTracking,
  busy: Float64Array,
  stepSeconds: number,
): Float64Array {
  const steps = new Float64Array(busy.length);
  const withinLimits = (concurrency: number) => Math.min(max, Math.max(min, Math.ceil(concurrency - 1e-9)));
  const stepsPerMinute = Math.max(1, Math.round(MINUTE_S / stepSeconds));
  const minutesPerStep = Math.max(1, Math.round(stepSeconds / MINUTE_S));
  let provisioned = withinLimits((busy[0] ?? 0) / target);
  let requested = provisioned;
  let readyS = 0;
  let [above, below, sum] = [0, 0, 0];
  for (let step = 0; step < busy.length; step += 1) {
    const nowS = step * stepSeconds;
    if (nowS >= readyS) provisioned = requested;
    steps[step] = provisioned;
    sum += busy[step] as number;
    if ((step + 1) % stepsPerMinute !== 0) continue;
    const utilization = Math.min(1, sum / stepsPerMinute / Math.max(1, provisioned));
    sum = 0;
    above = utilization > target ? above + minutesPerStep : 0;
    below = utilization < LOW_SHARE * target ? below + minutesPerStep : 0;
    const wanted = withinLimits((provisioned * utilization) / target);
    if (above >= MINUTES_OUT && wanted > requested) {
      requested = wanted;
      readyS = nowS + stepSeconds + settings.startS;
    } else if (below >= MINUTES_IN && wanted < requested && provisioned === requested) {
      requested = wanted;
      readyS = nowS + stepSeconds;
      below = 0;
    }
  }
  return steps;
}

/** Provisioned concurrency is billed in periods of five minutes. https://aws.amazon.com/lambda/pricing/ */
export const BILLED_STEP_S = 300;

/** Billed concurrency × seconds: each period of five minutes counts with its maximum. */
export function billedConcurrencySeconds(steps: number | Float64Array, stepSeconds: number, monthS: number): number {
  const periods = Math.ceil(monthS / BILLED_STEP_S);
  if (typeof steps === 'number') return Math.ceil(steps) * periods * BILLED_STEP_S;
  const max = new Float64Array(periods);
  for (let step = 0; step < steps.length; step += 1) {
    const period = Math.floor((step * stepSeconds) / BILLED_STEP_S);
    if ((steps[step] as number) > (max[period] as number)) max[period] = steps[step] as number;
  }
  return max.reduce((sum, concurrency) => sum + concurrency * BILLED_STEP_S, 0);
}
