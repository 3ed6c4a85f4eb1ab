import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { Month } from '../../model/month.js';
import type { Traffic } from '../../workload/traffic.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { taskRuns, tasksOnFargate, tasksRunning } from '../tasks/fargate-tasks.js';
import { recordTaskChecks } from '../tasks/steady-tasks.js';
import { billedSeconds, type TaskTime } from '../tasks/task-time.js';
import { CLUSTER_METERS, clusterLines } from './eks-cluster.js';
import { type EksFargateInput, eksFargateInput, podSize } from './eks-fargate-input.js';
import { asTasks, podPolicy } from './pod-scaling.js';

/** Shortest time billed for a pod. https://aws.amazon.com/fargate/pricing/ */
const MINIMUM_S = 60;

const METERS = meterTable('eks', {
  'fargate-vcpu': ['vCPU-Hours', 'vCPU (Fargate pods)'],
  'fargate-memory': ['GB-Hours', 'Memory (Fargate pods)'],
});

type Pods = Amounts<EksFargateInput>;

/** Amazon EKS on Fargate: the control plane by the hour, pods by the Fargate size they are rounded up to. */
export const eksFargate = defineService({
  id: 'eks-fargate',
  serviceName: 'Amazon EKS on AWS Fargate',
  pricingUrl: 'https://aws.amazon.com/fargate/pricing/',
  summary: 'Kubernetes pods without nodes: clusters by the hour, pods by vCPU and memory per second.',
  notModelled: [
    'several services on one cluster',
    'ephemeral storage above the included 20 GB',
    'Compute Savings Plans (give your own price with --prices)',
  ],
  meters: [...CLUSTER_METERS, ...METERS.infos],
  input: eksFargateInput,
  simulate,
  meter,
});

function simulate(input: Pods, { month, traffic }: SimulationContext): Simulation<TaskTime> {
  const { pods, hoursPerPod = Amount.of(month.hours), podRuns, runSeconds, minTasks } = input;
  recordTaskChecks(input);
  if (podRuns !== undefined && runSeconds !== undefined) {
    return taskRuns({ runs: podRuns.as('pods'), secondsEach: runSeconds.as('s') }, month);
  }
  if (pods !== undefined) return tasksRunning(pods, hoursPerPod, month);
  // Without traffic and a number of pods, only a given minimum runs.
  if (traffic === null) return tasksRunning(minTasks instanceof Amount ? minTasks : Amount.ZERO, hoursPerPod, month);
  return followTraffic(input, traffic, month);
}

/** Simulates pods that follow the traffic. They use what they request: the memory added for Kubernetes is not theirs. */
function followTraffic(pods: Pods, traffic: Amounts<Traffic>, month: Month): Simulation<TaskTime> {
  // Pods are billed by the next larger size, so what they request cannot vary in a formula.
  const [vcpu, memoryGb] = [pods.vcpu.number, pods.memoryGb.number];
  const simulated = tasksOnFargate(
    {
      input: asTasks(pods),
      vcpu,
      memoryMb: memoryGb * 1024,
      cpuSpeed: Amount.ONE,
      isArm: false,
      usableShare: Amount.ONE,
      description: `a pod of ${vcpu} vCPU and ${memoryGb} GB`,
      newPolicy: podPolicy,
    },
    traffic,
    month,
  );
  return { ...simulated, ...(simulated.hours !== undefined && { costFollows: COST_FOLLOWS }) };
}

/** The control plane costs the same every hour. */
const COST_FOLLOWS = { 'fargate-vcpu': 'tasks', 'fargate-memory': 'tasks' };

function meter(pods: Pods, time: TaskTime, month: Month): MeteredLine[] {
  const requested = { vcpu: pods.vcpu.number, memoryGb: pods.memoryGb.number };
  const { vcpu, memoryGb } = podSize(requested) ?? requested;
  const seconds = billedSeconds(time, MINIMUM_S);
  const hours = (units: Amount) => seconds.times(units).dividedBy(3600);
  return [
    ...clusterLines(pods, month),
    ...METERS.lines([
      ['fargate-vcpu', hours(Amount.of(vcpu, 'vCPU'))],
      ['fargate-memory', hours(Amount.of(memoryGb, 'GB'))],
    ]),
  ];
}
