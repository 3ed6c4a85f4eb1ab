import { asWritten, Decimal, exact } from '../model/decimal.js';
import type { Month } from '../model/month.js';
import { quantity } from '../model/quantity.js';
import { steadyTasks } from '../simulate/steady-tasks.js';
import { CAPACITY_FIELDS, minimumAssumption, unusedCapacityFields } from './capacity-input.js';
import { type FargateInput, FREE_STORAGE_GB, fargateInput } from './fargate-input.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from './service.js';
import { lostRequests, tooSmall, zoneProblem } from './service-level.js';

/** Shortest time billed for a task. https://aws.amazon.com/fargate/pricing/ */
const MINIMUM_S = { linux: 60, windows: 300 };

/** Tasks of one length. */
export interface TaskRuns {
  /** May have decimals when the user gave an average. */
  readonly runs: Decimal;
  readonly secondsEach: Decimal;
}

/** AWS Fargate under ECS: tasks billed by vCPU and memory per second. */
export const fargate = defineService({
  id: 'fargate',
  serviceName: 'AWS Fargate (Amazon ECS)',
  pricingUrl: 'https://aws.amazon.com/fargate/pricing/',
  summary: 'Containers without instances, billed by configured vCPU and memory per second.',
  notModelled: ['tasks under EKS (`eks-fargate`)', 'interruptions of Fargate Spot'],
  meters: [
    ...['linux-x86_64', 'linux-arm64', 'windows-x86_64'].flatMap((platform) => [
      {
        offer: 'fargate',
        meter: `vcpu-${platform}`,
        unit: 'vCPU-Hours' as const,
        description: `vCPU (${platformWords(platform)})`,
      },
      {
        offer: 'fargate',
        meter: `memory-${platform}`,
        unit: 'GB-Hours' as const,
        description: `Memory (${platformWords(platform)})`,
      },
    ]),
    ...['linux-x86_64', 'linux-arm64'].flatMap((platform) => [
      {
        offer: 'fargate',
        meter: `spot-vcpu-${platform}`,
        unit: 'vCPU-Hours' as const,
        description: `vCPU (${platformWords(platform)}, Spot)`,
      },
      {
        offer: 'fargate',
        meter: `spot-memory-${platform}`,
        unit: 'GB-Hours' as const,
        description: `Memory (${platformWords(platform)}, Spot)`,
      },
    ]),
    { offer: 'fargate', meter: 'os-license-windows-x86_64', unit: 'vCPU-Hours', description: 'Windows license' },
    { offer: 'fargate', meter: 'ephemeral-storage', unit: 'GB-Hours', description: 'Ephemeral storage' },
  ],
  input: fargateInput,
  simulate,
  meter,
});

function simulate(service: FargateInput, context: SimulationContext): Simulation<TaskRuns> {
  const { tasks, hoursPerTask, taskRuns, runSeconds } = service;
  if (taskRuns !== undefined && runSeconds !== undefined) {
    const metered = { runs: exact(taskRuns), secondsEach: asWritten(runSeconds) };
    const taskHours = (taskRuns * runSeconds) / 3600;
    const averageTasks = taskHours / context.month.hours;
    return { metered, activity: { taskHours, averageTasks }, unused: CAPACITY_FIELDS };
  }
  if (tasks !== undefined) return running(tasks, hoursPerTask ?? context.month.hours, context.month);
  const { traffic } = context;
  // Without traffic and without a word about tasks, nothing runs; a minimum that was written runs.
  if (traffic === null) return running(service.minTasks ?? 0, context.month.hours, context.month);
  const size = {
    ...service,
    memoryMb: service.memoryGb * 1024,
    cpuSpeed: service.architecture === 'arm64' ? service.armSpeed : 1,
  };
  const { minTasks = 1, maxTasks = Number.POSITIVE_INFINITY } = service;
  const steady = steadyTasks(traffic, size, { minTasks, maxTasks });
  const simulated = running(steady.tasks, context.month.hours, context.month);
  return {
    ...simulated,
    activity: {
      ...simulated.activity,
      rpsPerTask: steady.requestsPerSecond,
      lostRequests: Math.round(steady.lostShare * traffic.requests),
    },
    assumptions: minimumAssumption('minTasks', service.minTasks),
    unused: unusedCapacityFields(service, service.architecture === 'arm64'),
    infeasible: [
      ...tooSmall(steady, `a task of ${service.memoryGb} GB`),
      ...lostRequests(steady.lostShare, traffic, `maxTasks ${maxTasks}`),
      ...zoneProblem(steady.tasks, traffic, 'minTasks'),
    ],
  };
}

function running(tasks: number, hoursEach: number, month: Month): Simulation<TaskRuns> {
  const taskHours = tasks * hoursEach;
  return {
    metered: { runs: asWritten(tasks), secondsEach: asWritten(hoursEach).times(3600) },
    activity: { averageTasks: taskHours / month.hours, peakTasks: Math.ceil(tasks), taskHours },
    unused: CAPACITY_FIELDS,
  };
}

function meter(service: FargateInput, { runs, secondsEach }: TaskRuns): MeteredLine[] {
  const { operatingSystem, vcpu, memoryGb, ephemeralStorageGb } = service;
  const minimum = MINIMUM_S[operatingSystem];
  const billedS = Decimal.max(minimum, secondsEach.ceil());
  const time = `${runs} tasks × ${billedS} s${secondsEach.lt(minimum) ? ` (minimum ${minimum} s)` : ''}`;
  /** Hours of `units` a task = tasks × billed seconds × units / 3600, divided once. */
  const hours = (units: number) => runs.times(billedS).times(asWritten(units)).div(3600);
  const lines = [
    line(service, 'vcpu', hours(vcpu), `${time} × ${vcpu} vCPU / 3600`),
    line(service, 'memory', hours(memoryGb), `${time} × ${memoryGb} GB / 3600`),
  ];
  if (operatingSystem === 'windows') {
    lines.push(line(service, 'os-license', hours(vcpu), `${time} × ${vcpu} vCPU / 3600`));
  }
  if (ephemeralStorageGb > FREE_STORAGE_GB) {
    const aboveFree = ephemeralStorageGb - FREE_STORAGE_GB;
    lines.push(
      line(
        service,
        'ephemeral-storage',
        hours(aboveFree),
        `${time} × (${ephemeralStorageGb} − ${FREE_STORAGE_GB}) GB / 3600`,
      ),
    );
  }
  return lines;
}

type FargateMeter = 'vcpu' | 'memory' | 'os-license' | 'ephemeral-storage';

const DESCRIPTIONS: Record<FargateMeter, string> = {
  vcpu: 'vCPU',
  memory: 'Memory',
  'os-license': 'Windows license',
  'ephemeral-storage': 'Ephemeral storage',
};

function line(service: FargateInput, meter: FargateMeter, amount: Decimal, derivation: string): MeteredLine {
  const platform = `${service.operatingSystem}-${service.architecture}`;
  const { prefix, words, pricingCategory, offer } = purchase(service);
  const own = {
    description: DESCRIPTIONS[meter],
    pricingQuantity: quantity(amount, meter === 'vcpu' || meter === 'os-license' ? 'vCPU-Hours' : 'GB-Hours'),
    derivation,
  };
  // Storage and license have one price however the task is bought.
  if (meter === 'ephemeral-storage') return { ...own, offer: 'fargate', meter, pricingCategory: 'Standard' };
  if (meter === 'os-license')
    return { ...own, offer: 'fargate', meter: `${meter}-${platform}`, pricingCategory: 'Standard' };
  return {
    ...own,
    offer,
    meter: `${prefix}${meter}-${platform}`,
    description: `${own.description} (${[platformWords(platform), ...words].join(', ')})`,
    pricingCategory,
  };
}

function purchase({ capacityProvider, savingsPlan }: FargateInput) {
  if (savingsPlan !== 'none') {
    const prefix = `${savingsPlan}-fargate-`;
    return { prefix, words: ['Savings Plan'], pricingCategory: 'Committed', offer: 'savings-plans' } as const;
  }
  return capacityProvider === 'FARGATE_SPOT'
    ? ({ prefix: 'spot-', words: ['Spot'], pricingCategory: 'Dynamic', offer: 'fargate' } as const)
    : ({ prefix: '', words: [], pricingCategory: 'Standard', offer: 'fargate' } as const);
}

function platformWords(platform: string): string {
  const [operatingSystem, architecture] = platform.split('-');
  return `${operatingSystem === 'windows' ? 'Windows' : 'Linux'}, ${architecture}`;
}
