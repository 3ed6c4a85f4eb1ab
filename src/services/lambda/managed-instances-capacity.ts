import type { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { ClosedForm } from '../../model/closed-form.js';
import { hourlyInstances } from '../../simulate/instances/hourly-instances.js';
import { taskCapacity } from '../../simulate/tasks/task-capacity.js';
import type { Traffic } from '../../workload/traffic.js';
import type { InstanceType } from '../service.js';
import type { LambdaManagedInstancesInput as Input } from './lambda-managed-instances-input.js';

type RequestFigures = Pick<Traffic, 'durationMs' | 'cpuMs' | 'memoryMb'>;

/** Environments on an instance, and the limits of the fleet. */
export function managedCapacity(service: Input, instance: InstanceType, traffic: RequestFigures) {
  const size = environment(service);
  const capacity = taskCapacity(size, traffic);
  const perInstance = environmentsOn(instance, size);
  const { minInstances, maxInstances = Number.POSITIVE_INFINITY, targetUtilization } = service;
  const limits = {
    rpsPerInstance: perInstance * capacity.requestsPerSecond,
    headroom: capacity.limit === 'cpu' ? 1 / targetUtilization : 1,
    minInstances,
    maxInstances,
  };
  return { size, capacity, perInstance, limits };
}

/** Figures of the traffic that the instances of an hour depend on. */
export function figuresOf({ requests, durationMs, cpuMs, memoryMb }: Amounts<Traffic>): Amount[] {
  return [requests, durationMs, cpuMs, memoryMb];
}

/** The fleet of an hour where every hour is alike. */
function steadyHour(service: Input, instance: InstanceType, hours: number) {
  return (requests = 0, durationMs = 0, cpuMs = 0, memoryMb = 0) => {
    const { limits } = managedCapacity(service, instance, { durationMs, cpuMs, memoryMb });
    return { fleet: hourlyInstances(Float64Array.of(requests / hours), limits), limits };
  };
}

/** Instances where every hour is alike, from `figuresOf` the traffic. */
export function steadyFleet(service: Input, instance: InstanceType, hours: number): ClosedForm {
  const hour = steadyHour(service, instance, hours);
  return {
    name: `instances of Lambda ${JSON.stringify([service, instance.instanceType, hours])}`,
    compute: (...figures) => hour(...figures).fleet.instances[0] ?? 0,
    isWhole: true,
  };
}

/** Requests that are lost in an hour; more than none where an environment serves nothing. */
export function steadyLoss(service: Input, instance: InstanceType, hours: number): ClosedForm {
  const hour = steadyHour(service, instance, hours);
  return {
    name: `requests lost ${JSON.stringify([service, instance.instanceType, hours])}`,
    compute: (...figures) => {
      const { fleet, limits } = hour(...figures);
      return limits.rpsPerInstance === 0 ? 1 : fleet.lostRequests;
    },
    isWhole: true,
  };
}

function environment(service: Input) {
  const vcpu = service.memoryMb / 1024 / service.memoryGbPerVcpu;
  return {
    vcpu,
    memoryMb: service.memoryMb,
    cpuSpeed: isGraviton(service.instanceType) ? service.armSpeed : 1,
    targetUtilization: service.targetUtilization,
    baseMemoryMb: service.baseMemoryMb,
    maxConcurrencyPerTask: Math.max(1, Math.floor(service.concurrencyPerVcpu * vcpu)),
    rpsPerTask: service.rpsPerEnvironment,
  };
}

function environmentsOn(instance: InstanceType, { vcpu, memoryMb }: { vcpu: number; memoryMb: number }): number {
  return Math.floor(Math.min(instance.vcpu / vcpu, (instance.memoryGb * 1024) / memoryMb) + 1e-9);
}

/** Families of Graviton processors carry a g after the generation: m7g, c6gn, t4g, x2gd. */
export function isGraviton(instanceType: string): boolean {
  return /^[a-z]+\d+g[a-z]*\./.test(instanceType);
}
