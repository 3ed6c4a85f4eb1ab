import type { AtLeast, Formula } from '../../model/formula.js';
import { MB_PER_VCPU } from '../../simulate/lambda/lambda-duration.js';
import type { PlanContext, PlannedTraffic, ServicePlan } from '../service-plan.js';
import { FREE_STORAGE_MB, type LambdaInput, MAX_DURATION_MS } from './lambda-input.js';
import { plannedPool } from './lambda-pool-plan.js';

/**
 * Lambda on demand: requests, GB-seconds at ⌈ms⌉ with cold starts, ephemeral storage; requests as given, or a steady rate of
 * requests that nothing throttles.
 */
export const lambdaPlan: ServicePlan<LambdaInput> = (service, context) => {
  const { formulas, field, traffic } = context;
  const given = field('requests');
  if (!isOnDemand(service) || !(given !== undefined || traffic === null || isUnthrottled(service, traffic))) {
    return undefined;
  }
  const zero = formulas.constant(0);
  const of = (name: string) => field(name) ?? zero;
  const requests = given ?? traffic?.requests ?? zero;
  const durationMs = field('durationMs') ?? (traffic === null ? zero : durationAtMemory(service, context, traffic));
  const isFollowing = given === undefined && traffic !== null;
  const isBilledAsGiven = isFollowing && field('durationMs') !== undefined && field('coldStarts') === undefined;
  const pool = isFollowing ? plannedPool(service, { context, traffic }, [requests, durationMs]) : undefined;
  const coldStarts = field('coldStarts') ?? (isBilledAsGiven ? zero : pool?.coldStarts) ?? zero;
  const gbSeconds = billed(context, { requests, coldStarts, durationMs });
  const storageMb = of('ephemeralStorageMb');
  const isStorageBilled = service.ephemeralStorageMb > FREE_STORAGE_MB;
  return {
    quantities: [
      requests,
      gbSeconds(of('memoryMb')),
      ...(isStorageBilled ? [gbSeconds(formulas.subtract(storageMb, formulas.constant(FREE_STORAGE_MB)))] : []),
    ],
    holds: [{ left: requests, right: coldStarts }],
    feasible: [{ left: formulas.constant(MAX_DURATION_MS), right: durationMs }, ...ofTraffic(context, of('memoryMb'))],
    activity: { invocations: requests, ...pool },
  };
};

/** Without what `meter` bills beside requests and duration. */
function isOnDemand(service: LambdaInput): boolean {
  const isProvisioned =
    service.provisionedConcurrency !== 0 ||
    service.provisionedSchedule !== undefined ||
    service.provisionedTarget !== undefined;
  return !isProvisioned && service.snapStart === 'none' && service.invocationType === 'synchronous';
}

/** Batches and limits are left to `simulate`. */
function isUnthrottled(service: LambdaInput, { trigger }: PlannedTraffic): boolean {
  const isLimited = service.reservedConcurrency !== undefined || service.accountConcurrency !== undefined;
  return !isLimited && (trigger === 'http' || trigger === 'websocket');
}

/** GB-seconds of some MB = (warm × ⌈ms⌉ + cold × ⌈ms + INIT⌉) × MB / 1024 / 1000. */
function billed(
  { formulas, field }: PlanContext,
  { requests, coldStarts, durationMs }: Readonly<Record<'requests' | 'coldStarts' | 'durationMs', Formula>>,
): (mb: Formula) => Formula {
  const initMs = field('initMs') ?? formulas.constant(0);
  // A whole INIT changes nothing about how far the duration is from the next millisecond.
  const coldMs =
    initMs.exact !== undefined && initMs.isWhole
      ? formulas.add(formulas.ceil(durationMs), initMs)
      : formulas.ceil(formulas.add(durationMs, initMs));
  const warmMs = formulas.times(formulas.subtract(requests, coldStarts), formulas.ceil(durationMs));
  const ms = formulas.add(warmMs, formulas.times(coldStarts, coldMs));
  return (mb) => formulas.over(formulas.times(ms, mb), 1024 * 1000);
}

/** `durationAtMemory()`. */
function durationAtMemory(service: LambdaInput, { formulas, field }: PlanContext, traffic: PlannedTraffic): Formula {
  const { floats } = formulas;
  const one = formulas.constant(1);
  const memoryMb = field('memoryMb') ?? one;
  const parallelism = field('parallelism') ?? one;
  const speed = service.architecture === 'arm64' ? (field('armSpeed') ?? one) : one;
  const perVcpu = formulas.constant(MB_PER_VCPU);
  const waiting = floats.most(formulas.constant(0), floats.subtract(traffic.durationMs, traffic.cpuMs));
  const cpuMs = floats.ifAtLeast(memoryMb, floats.times(parallelism, perVcpu), [
    floats.over(traffic.cpuMs, floats.times(parallelism, speed)),
    floats.over(floats.times(traffic.cpuMs, perVcpu), floats.times(memoryMb, speed)),
  ]);
  return floats.add(waiting, cpuMs);
}

/** Memory for a request; what payloads and waiting come to is for `simulate` to say where they vary or are asked about. */
function ofTraffic({ formulas, traffic }: PlanContext, memoryMb: Formula): AtLeast[] {
  if (traffic === null) return [];
  const areVaried = [traffic.requestKb, traffic.responseKb].some(({ operation }) => operation !== 'constant');
  const isUnsaid = areVaried || traffic.serviceLevel.p95Ms !== undefined;
  const never = { left: formulas.constant(0), right: formulas.constant(1) };
  return [{ left: memoryMb, right: traffic.memoryMb }, ...(isUnsaid ? [never] : [])];
}
