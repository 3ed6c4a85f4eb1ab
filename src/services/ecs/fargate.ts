import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { Month } from '../../model/month.js';
import type { Traffic } from '../../workload/traffic.js';
import { isUsed } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { taskRuns, tasksOnFargate, tasksRunning } from '../tasks/fargate-tasks.js';
import { recordTaskChecks, usableShare } from '../tasks/steady-tasks.js';
import { billedSeconds, type TaskTime } from '../tasks/task-time.js';
import { type FargateInput, FREE_STORAGE_GB, fargateInput } from './fargate-input.js';

/** Shortest time billed for a task. https://aws.amazon.com/fargate/pricing/ */
const MINIMUM_S = { linux: 60, windows: 300 };

type Fargate = Amounts<FargateInput>;

/** AWS Fargate under ECS: tasks billed by vCPU and memory per second. */
export const fargate = defineService({
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
        description: `vCPU (${platformLabel(platform)})`,
      },
      {
        offer: 'fargate',
        meter: `memory-${platform}`,
        unit: 'GB-Hours' as const,
        description: `Memory (${platformLabel(platform)})`,
      },
    ]),
    ...['linux-x86_64', 'linux-arm64'].flatMap((platform) => [
      {
        offer: 'fargate',
        meter: `spot-vcpu-${platform}`,
        unit: 'vCPU-Hours' as const,
        description: `vCPU (${platformLabel(platform)}, Spot)`,
      },
      {
        offer: 'fargate',
        meter: `spot-memory-${platform}`,
        unit: 'GB-Hours' as const,
        description: `Memory (${platformLabel(platform)}, Spot)`,
      },
    ]),
    { offer: 'fargate', meter: 'os-license-windows-x86_64', unit: 'vCPU-Hours', description: 'Windows license' },
    { offer: 'fargate', meter: 'ephemeral-storage', unit: 'GB-Hours', description: 'Ephemeral storage' },
  ],
  input: fargateInput,
  simulate,
  meter,
});

function simulate(service: Fargate, { month, traffic }: SimulationContext): Simulation<TaskTime> {
  const { tasks, hoursPerTask = Amount.of(month.hours), taskRuns: runs, runSeconds, minTasks } = service;
  recordTaskChecks(service);
  // Only some pairs of vCPU and memory exist, so they cannot vary in a formula.
  const size = { vcpu: service.vcpu.number, memoryMb: service.memoryGb.number * 1024 };
  if (runs !== undefined && runSeconds !== undefined) {
    return taskRuns({ runs: runs.as('tasks'), secondsEach: runSeconds.as('s') }, month);
  }
  if (tasks !== undefined) return tasksRunning(tasks, hoursPerTask, month);
  // Without traffic and a number of tasks, only a given minimum runs.
  if (traffic === null) return tasksRunning(minTasks instanceof Amount ? minTasks : Amount.ZERO, hoursPerTask, month);
  return followTraffic(service, size, traffic, month);
}

/** Simulates tasks that follow the traffic. */
function followTraffic(
  service: Fargate,
  size: { readonly vcpu: number; readonly memoryMb: number },
  traffic: Amounts<Traffic>,
  month: Month,
): Simulation<TaskTime> {
  const { armSpeed, interruptionShare, memoryGb } = service;
  const isArm = service.architecture === 'arm64';
  const isSpot = service.capacityProvider === 'FARGATE_SPOT';
  const simulated = tasksOnFargate(
    {
      input: service,
      ...size,
      cpuSpeed: isArm ? armSpeed : Amount.ONE,
      isArm,
      usableShare: isSpot ? usableShare(interruptionShare) : Amount.ONE,
      description: `a task of ${memoryGb} GB`,
    },
    traffic,
    month,
  );
  return {
    ...simulated,
    ...(simulated.hours !== undefined && { costFollows: 'tasks' }),
    unused: [...simulated.unused, ...(isSpot ? [] : ['interruptionShare'])],
  };
}

function meter(service: Fargate, time: TaskTime): MeteredLine[] {
  const { operatingSystem, vcpu, memoryGb, ephemeralStorageGb } = service;
  const seconds = billedSeconds(time, MINIMUM_S[operatingSystem]);
  /** Hours of `units` per task = tasks × billed seconds × units / 3600, divided once. */
  const hours = (units: Amount) => seconds.times(units).dividedBy(3600);
  const storage = ephemeralStorageGb.as('GB').minus(Amount.of(FREE_STORAGE_GB, 'GB included')).max(0);
  const storageHours = hours(storage);
  return [
    line(service, 'vcpu', hours(vcpu.as('vCPU'))),
    line(service, 'memory', hours(memoryGb.as('GB'))),
    ...(operatingSystem === 'windows' ? [line(service, 'os-license', hours(vcpu.as('vCPU')))] : []),
    ...(isUsed(storage) ? [line(service, 'ephemeral-storage', storageHours)] : []),
  ];
}

type FargateMeter = 'vcpu' | 'memory' | 'os-license' | 'ephemeral-storage';

const DESCRIPTIONS: Record<FargateMeter, string> = {
  vcpu: 'vCPU',
  memory: 'Memory',
  'os-license': 'Windows license',
  'ephemeral-storage': 'Ephemeral storage',
};

const UNITS = {
  vcpu: 'vCPU-Hours',
  memory: 'GB-Hours',
  'os-license': 'vCPU-Hours',
  'ephemeral-storage': 'GB-Hours',
} as const;

function line(service: Fargate, meter: FargateMeter, amount: Amount): MeteredLine {
  const platform = `${service.operatingSystem}-${service.architecture}`;
  const own = { description: DESCRIPTIONS[meter], amount, unit: UNITS[meter] };
  // Storage and license have the same price however the task is bought.
  if (meter === 'ephemeral-storage') return { ...own, offer: 'fargate', meter, pricingCategory: 'Standard' };
  if (meter === 'os-license') {
    return { ...own, offer: 'fargate', meter: `${meter}-${platform}`, pricingCategory: 'Standard' };
  }
  const { prefix, labels, pricingCategory, offer } = purchase(service);
  return {
    ...own,
    offer,
    meter: `${prefix}${meter}-${platform}`,
    description: `${own.description} (${[platformLabel(platform), ...labels].join(', ')})`,
    pricingCategory,
  };
}

function purchase({ capacityProvider, savingsPlan }: Fargate) {
  if (savingsPlan !== 'none') {
    const prefix = `${savingsPlan}-fargate-`;
    return { prefix, labels: ['Savings Plan'], pricingCategory: 'Committed', offer: 'savings-plans' } as const;
  }
  return capacityProvider === 'FARGATE_SPOT'
    ? ({ prefix: 'spot-', labels: ['Spot'], pricingCategory: 'Dynamic', offer: 'fargate' } as const)
    : ({ prefix: '', labels: [], pricingCategory: 'Standard', offer: 'fargate' } as const);
}

function platformLabel(platform: string): string {
  const [operatingSystem, architecture] = platform.split('-');
  return `${operatingSystem === 'windows' ? 'Windows' : 'Linux'}, ${architecture}`;
}
