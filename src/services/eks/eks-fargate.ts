import { asWritten, exact } from '../../model/decimal.js';
import type { Month } from '../../model/month.js';
import { FargateHost } from '../../simulate/tasks/fargate-host.js';
import type { Traffic } from '../../workload/traffic.js';
import { direct, running, taskSecondsOf, timeOf } from '../ecs/fargate-time.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { tasksOfMonth } from '../tasks/task-scaling.js';
import { billedTime, type TaskTime } from '../tasks/task-time.js';
import { CLUSTER_METERS, clusterLines } from './eks-cluster.js';
import { type EksFargateInput, eksFargateInput, podSize } from './eks-fargate-input.js';
import { asTasks, podPolicy } from './pod-scaling.js';

/** Shortest time billed for a pod. https://aws.amazon.com/fargate/pricing/ */
const MINIMUM_S = 60;

const METERS = meterTable('eks', {
  'fargate-vcpu': ['vCPU-Hours', 'vCPU (Fargate pods)'],
  'fargate-memory': ['GB-Hours', 'Memory (Fargate pods)'],
});

/** Amazon EKS on Fargate: the control plane by the hour, pods by the Fargate size they are rounded up to. */
export const eksFargate = defineNumericService({
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

function simulate(input: EksFargateInput, { month, traffic }: NumericContext): Simulation<TaskTime> {
  const { pods, hoursPerPod, podRuns, runSeconds, minTasks } = input;
  if (podRuns !== undefined && runSeconds !== undefined) {
    return direct({ runs: exact(podRuns), secondsEach: asWritten(runSeconds) }, month);
  }
  if (pods !== undefined) return running(pods, hoursPerPod ?? month.hours, month);
  // Without traffic and without a word about pods, nothing runs; a minimum that was written runs.
  if (traffic === null) return running(typeof minTasks === 'number' ? minTasks : 0, month.hours, month);
  return following(input, traffic, month);
}

/** Pods that follow the traffic. They have what they request: what is added for Kubernetes is not theirs. */
function following(given: EksFargateInput, traffic: Traffic, month: Month): Simulation<TaskTime> {
  const input = asTasks(given);
  const { startDelayS, deregistrationDelayS, vcpu, memoryGb } = input;
  const tasks = tasksOfMonth(
    {
      input,
      size: { ...input, memoryMb: memoryGb * 1024, cpuSpeed: 1 },
      isArm: false,
      usableShare: 1,
      newPolicy: podPolicy(input),
      words: `a pod of ${vcpu} vCPU and ${memoryGb} GB`,
      newHost: (atStart) => new FargateHost({ startDelayS, deregistrationDelayS, endS: month.seconds }, atStart),
    },
    traffic,
    month,
  );
  const metered = timeOf(tasks, input, month);
  const taskHours = taskSecondsOf(metered) / 3600;
  return {
    metered,
    activity: { ...tasks.activity, averageTasks: taskHours / month.hours, taskHours },
    ...(tasks.hours !== undefined && { hours: tasks.hours, costFollows: FOLLOWING }),
    assumptions: tasks.assumptions,
    infeasible: tasks.infeasible,
    unused: tasks.unused,
  };
}

/** The control plane costs the same every hour. */
const FOLLOWING = { 'fargate-vcpu': 'tasks', 'fargate-memory': 'tasks' };

function meter(input: EksFargateInput, time: TaskTime, month: Month): NumericLine[] {
  const { vcpu, memoryGb } = podSize(input) ?? input;
  const { seconds, words } = billedTime(time, MINIMUM_S);
  const hours = (units: number) => seconds.times(asWritten(units)).div(3600);
  return [
    ...clusterLines(input, month),
    ...METERS.lines([
      ['fargate-vcpu', hours(vcpu), `${words} × ${vcpu} vCPU / 3600`],
      ['fargate-memory', hours(memoryGb), `${words} × ${memoryGb} GB / 3600`],
    ]),
  ];
}
