import * as z from 'zod';
import { amount, count, positive } from '../../model/field.js';
import { ADJUSTMENT_TYPES } from '../../simulate/tasks/step-scaling.js';
import { weekHoursFields } from '../week-hours.js';

const tasks = (title: string) =>
  count(1_000_000)
    .optional()
    .meta({ title, role: 'configuration' as const, unit: 'count' as const });

/** Scheduled scaling: other limits in some hours of the week. */
const scheduleField = z
  .array(
    z.strictObject({
      ...weekHoursFields,
      minTasks: tasks('Minimum tasks in these hours'),
      maxTasks: tasks('Maximum tasks in these hours'),
    }),
  )
  .max(168)
  .optional()
  .meta({ title: 'Scheduled scaling: minimum and maximum tasks by hour of the week', role: 'configuration' });

const utilization = () => amount(100).meta({ title: 'Utilization, 0.7 for 70%', role: 'configuration' });
const adjustment = () =>
  z
    .number()
    .min(-1e6)
    .max(1e6)
    .meta({ title: 'Tasks to add, percent to add, or desired tasks, by adjustmentType', role: 'configuration' });

/** Step scaling with the user's own alarms, in AWS's terms. */
const stepsField = z
  .strictObject({
    adjustmentType: z
      .enum(ADJUSTMENT_TYPES)
      .default('ChangeInCapacity')
      .meta({ title: 'What an adjustment is', role: 'configuration' }),
    minAdjustmentMagnitude: count(1_000_000, 1)
      .default(1)
      .meta({ title: 'Minimum tasks that a percentage changes', role: 'configuration' }),
    dataPoints: count(60, 1).default(1).meta({ title: 'Minutes after which an alarm fires', role: 'configuration' }),
    scaleOut: z
      .array(z.strictObject({ above: utilization(), adjustment: adjustment() }))
      .max(20)
      .default([])
      .meta({ title: 'Steps, each from its bound up to the next', role: 'configuration' }),
    scaleIn: z
      .array(z.strictObject({ below: utilization(), adjustment: adjustment() }))
      .max(20)
      .default([])
      .meta({ title: 'Steps, each from its bound down to the next', role: 'configuration' }),
  })
  .optional()
  .meta({ title: 'Step scaling instead of target tracking', role: 'configuration' });

/** How the number of tasks follows traffic over the month. */
export const scalingFields = {
  scalingMetric: z.enum(['cpu', 'requests']).optional().meta({
    title: 'Metric of target tracking (default: cpu where CPU limits a task, else requests)',
    role: 'simulation',
  }),
  steps: stepsField,
  schedule: scheduleField,
  targetBacklogPerTask: positive(1e12).optional().meta({
    title: 'Waiting messages per task that queue work is scaled to (default: what a task does in maxDelay or a minute)',
    role: 'simulation',
    unit: 'count',
  }),
  scaleOutCooldownS: amount(3600).default(300).meta({
    title: 'Time after a scale-out in which only a larger one follows',
    role: 'simulation',
    unit: 's',
    reason: 'the default of Application Auto Scaling for ECS',
  }),
  scaleInCooldownS: amount(3600).default(300).meta({
    title: 'Time after a scale-in before the next',
    role: 'simulation',
    unit: 's',
    reason: 'the default of Application Auto Scaling for ECS',
  }),
  // Measured from 0 to 3,500 containers: https://www.vladionescu.me/posts/scaling-containers-on-aws-in-2022/
  startDelayS: amount(3600).default(60).meta({
    title: 'Time from the decision to start a task until it serves',
    role: 'simulation',
    unit: 's',
    reason: 'measured on Fargate: 30 to 60 s; AWS publishes none',
  }),
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
  deregistrationDelayS: amount(3600).default(300).meta({
    title: 'Time for which a stopped task still runs, to finish its requests',
    role: 'simulation',
    unit: 's',
    reason: "Elastic Load Balancing's default",
  }),
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
  patienceS: amount(86_400).default(60).meta({
    title: 'Longest that an http request waits for a task before it is lost',
    role: 'simulation',
    unit: 's',
    reason: 'the idle timeout of an Application Load Balancer',
  }),
  deployments: count(10_000)
    .default(0)
    .meta({ title: 'Deployments in the month', role: 'configuration', unit: 'count' }),
  deploymentS: amount(86_400).default(600).meta({
    title: 'Time for which a deployment runs every task twice',
    role: 'simulation',
    unit: 's',
    reason: 'start, health checks and draining of the old tasks',
  }),
  requestsPerTaskRun: count(1_000_000_000, 1).default(1).meta({
    title: 'Scheduled jobs that one run of a task does',
    role: 'simulation',
    unit: 'count',
    reason: 'one task for each job',
  }),
};
