import type { Formula } from '../model/formula.js';
import { MB_PER_VCPU } from '../simulate/lambda-duration.js';
import { FREE_STORAGE_MB, type LambdaInput, MAX_DURATION_MS } from './lambda-input.js';
import type { PlanContext, PlannedTraffic, ServicePlan } from './service-plan.js';

/** Lambda on demand: requests, GB-seconds at ⌈ms⌉ with cold starts, ephemeral storage. */
export const lambdaPlan: ServicePlan<LambdaInput> = (service, context) => {
  if (service.provisionedConcurrency > 0) return undefined;
  const { formulas, field, traffic } = context;
  const zero = formulas.constant(0);
  const given = (name: string) => field(name) ?? zero;
  const requests = field('requests') ?? traffic?.requests ?? zero;
  const durationMs = field('durationMs') ?? (traffic === null ? zero : durationAtMemory(service, context, traffic));
  const coldStarts = given('coldStarts');
  const initMs = given('initMs');
  // A whole INIT changes nothing about how far the duration is from the next millisecond.
  const coldMs =
    initMs.exact !== undefined && initMs.isWhole
      ? formulas.add(formulas.ceil(durationMs), initMs)
      : formulas.ceil(formulas.add(durationMs, initMs));
  const ms = formulas.add(
    formulas.times(formulas.subtract(requests, coldStarts), formulas.ceil(durationMs)),
    formulas.times(coldStarts, coldMs),
  );
  const gbSeconds = (mb: Formula) => formulas.over(formulas.times(ms, mb), 1024 * 1000);
  const storageMb = given('ephemeralStorageMb');
  const isStorageBilled = service.ephemeralStorageMb > FREE_STORAGE_MB;
  return {
    quantities: [
      requests,
      gbSeconds(given('memoryMb')),
      ...(isStorageBilled ? [gbSeconds(formulas.subtract(storageMb, formulas.constant(FREE_STORAGE_MB)))] : []),
    ],
    holds: [{ left: requests, right: coldStarts }],
    feasible: [{ left: formulas.constant(MAX_DURATION_MS), right: durationMs }, ...payloads(context)],
  };
};

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

/** The limit of a synchronous payload is one of `simulate`: it is asked where the sizes vary. */
function payloads({ formulas, traffic }: PlanContext) {
  if (traffic === null || traffic.trigger !== 'http') return [];
  const isVaried = [traffic.requestKb, traffic.responseKb].some(({ operation }) => operation !== 'constant');
  return isVaried ? [{ left: formulas.constant(0), right: formulas.constant(1) }] : [];
}
