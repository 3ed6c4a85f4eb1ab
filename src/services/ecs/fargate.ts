import { asWritten, type Decimal, exact } from '../../model/decimal.js';
import type { Month } from '../../model/month.js';
import { quantity } from '../../model/quantity.js';
import { FargateHost } from '../../simulate/tasks/fargate-host.js';
import type { Traffic } from '../../workload/traffic.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { tasksOfMonth } from '../tasks/task-scaling.js';
import { billedTime, type TaskTime } from '../tasks/task-time.js';
import { type FargateInput, FREE_STORAGE_GB, fargateInput } from './fargate-input.js';
import { direct, running, taskSecondsOf, timeOf } from './fargate-time.js';

/** Shortest time billed for a task. https://aws.amazon.com/fargate/pricing/ */
export const MINIMUM_S = { linux: 60, windows: 300 };

/** AWS Fargate under ECS: tasks billed by vCPU and memory per second. */
export const fargate = defineNumericService({
  id: 'fargate',
  serviceName: 'AWS Fargate (Amazon ECS)',
  pricingUrl: 'https://aws.amazon.com/fargate/pricing/',
  summary: 'Containers without instances, billed by configured vCPU and memory per second.',
  notModelled: ['tasks under EKS (`eks-fargate`)', 'predictive scaling', 'a shortage of Fargate Spot capacity'],
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

function simulate(service: FargateInput, context: NumericContext): Simulation<TaskTime> {
  const { tasks, hoursPerTask, taskRuns, runSeconds, minTasks } = service;
  const { month, traffic } = context;
  if (taskRuns !== undefined && runSeconds !== undefined) {
    return direct({ runs: exact(taskRuns), secondsEach: asWritten(runSeconds) }, month);
  }
  if (tasks !== undefined) return running(tasks, hoursPerTask ?? month.hours, month);
  // Without traffic and without a word about tasks, nothing runs; a minimum that was written runs.
  if (traffic === null) return running(typeof minTasks === 'number' ? minTasks : 0, month.hours, month);
  return following(service, traffic, month);
}

/** Tasks that follow the traffic. */
function following(service: FargateInput, traffic: Traffic, month: Month): Simulation<TaskTime> {
  const isArm = service.architecture === 'arm64';
  const isSpot = service.capacityProvider === 'FARGATE_SPOT';
  const { startDelayS, deregistrationDelayS } = service;
  const tasks = tasksOfMonth(
    {
      input: service,
      size: { ...service, memoryMb: service.memoryGb * 1024, cpuSpeed: isArm ? service.armSpeed : 1 },
      isArm,
      usableShare: isSpot ? 1 - service.interruptionShare : 1,
      words: `a task of ${service.memoryGb} GB`,
      newHost: (atStart) => new FargateHost({ startDelayS, deregistrationDelayS, endS: month.seconds }, atStart),
    },
    traffic,
    month,
  );
  const metered = timeOf(tasks, service, month);
  const taskHours = taskSecondsOf(metered) / 3600;
  return {
    metered,
    activity: { ...tasks.activity, averageTasks: taskHours / month.hours, taskHours },
    ...(tasks.hours !== undefined && { hours: tasks.hours, costFollows: 'tasks' }),
    assumptions: tasks.assumptions,
    infeasible: tasks.infeasible,
    unused: [...tasks.unused, ...(isSpot ? [] : ['interruptionShare'])],
  };
}

function meter(service: FargateInput, time: TaskTime): NumericLine[] {
  const { operatingSystem, vcpu, memoryGb, ephemeralStorageGb } = service;
  const { seconds, words } = billedTime(time, MINIMUM_S[operatingSystem]);
  /** Hours of `units` a task = tasks × billed seconds × units / 3600, divided once. */
  const hours = (units: number) => seconds.times(asWritten(units)).div(3600);
  const lines = [
    line(service, 'vcpu', hours(vcpu), `${words} × ${vcpu} vCPU / 3600`),
    line(service, 'memory', hours(memoryGb), `${words} × ${memoryGb} GB / 3600`),
  ];
  if (operatingSystem === 'windows') {
    lines.push(line(service, 'os-license', hours(vcpu), `${words} × ${vcpu} vCPU / 3600`));
  }
  if (ephemeralStorageGb > FREE_STORAGE_GB) {
    const storage = `(${ephemeralStorageGb} − ${FREE_STORAGE_GB}) GB`;
    lines.push(
      line(service, 'ephemeral-storage', hours(ephemeralStorageGb - FREE_STORAGE_GB), `${words} × ${storage} / 3600`),
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

function line(service: FargateInput, meter: FargateMeter, amount: Decimal, derivation: string): NumericLine {
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
