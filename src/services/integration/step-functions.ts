import * as z from 'zod';
import { Amount, atMost } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount, count } from '../../model/field.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { followingRequests, givenOrUnits } from '../traffic-units.js';

/** Express workflows are billed in steps of 100 ms and 64 MB. https://aws.amazon.com/step-functions/pricing/ */
const DURATION_STEP = Amount.of(100, 'ms');
const MEMORY_STEP = Amount.of(64, 'MB');
const MB_MS_PER_GB_SECOND = 1024 * 1000;
/** Longest express workflow. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MAX_EXPRESS_MS = 300_000;

const METERS = meterTable('step-functions', {
  'standard-transition': ['State-Transitions', 'State transitions (standard workflow)'],
  'express-requests': ['Requests', 'Requests (express workflow)'],
  'express-duration': ['GB-Seconds', 'Duration (express workflow)'],
});

const input = z.strictObject({
  executions: count().optional().meta({ title: 'Executions in the month', role: 'direct', unit: 'count' }),
  durationMs: amount(31 * 24 * 3600 * 1000)
    .optional()
    .meta({ title: "Duration of an express execution (default: the workload's)", role: 'direct', unit: 'ms' }),
  workflowType: z
    .enum(['standard', 'express'])
    .default('standard')
    .meta({ title: 'Workflow type', role: 'configuration', reason: 'what Step Functions gives a new state machine' }),
  transitionsPerExecution: amount(25_000).default(5).meta({
    title: 'State transitions of an execution, retries included (standard)',
    role: 'configuration',
    reason: 'a small workflow; count every state entered',
  }),
  memoryMb: amount(10_240).default(64).meta({
    title: 'Memory of an execution (express)',
    role: 'configuration',
    unit: 'MB',
    reason: 'the least billed',
  }),
});

type Workflow = Amounts<z.output<typeof input>>;

interface Executions {
  readonly executions: Amount;
  readonly durationMs: Amount;
}

/** AWS Step Functions: standard workflows by transition, express workflows by request and GB-second. */
export const stepFunctions = defineService({
  id: 'step-functions',
  serviceName: 'AWS Step Functions',
  pricingUrl: 'https://aws.amazon.com/step-functions/pricing/',
  summary: 'Workflows, billed per state transition (standard) or per request and GB-second (express).',
  notModelled: [
    'what the tasks of a workflow cost (place their services beside it)',
    'distributed map child workflows',
  ],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(workflow: Workflow, { traffic }: SimulationContext): Simulation<Executions> {
  const executions = givenOrUnits(workflow.executions, traffic, 'executions');
  const durationMs = (workflow.durationMs ?? traffic?.durationMs ?? Amount.ZERO).as('ms');
  const isExpress = workflow.workflowType === 'express';
  const isIdle = executions.exact.isZero();
  const seconds = Math.ceil(durationMs.shown / 1000);
  return {
    metered: { executions, durationMs },
    activity: { executions, durationMs },
    ...(workflow.executions === undefined ? followingRequests(traffic) : {}),
    unused: [
      ...(isIdle ? ['workflowType'] : []),
      ...(isIdle || isExpress ? ['transitionsPerExecution'] : []),
      ...(isIdle || !isExpress ? ['memoryMb'] : []),
    ],
    limits: isExpress
      ? [
          {
            condition: atMost(MAX_EXPRESS_MS, durationMs),
            reason: `an execution runs ${seconds} s; an express workflow ends after ${MAX_EXPRESS_MS / 1000} s`,
          },
        ]
      : [],
  };
}

/** Express GB-Seconds = executions × ⌈ms / 100⌉ × 100 × ⌈MB / 64⌉ × 64 / 1024 / 1000. */
function meter(workflow: Workflow, { executions, durationMs }: Executions): MeteredLine[] {
  if (workflow.workflowType === 'standard') {
    const transitions = executions.times(workflow.transitionsPerExecution.as('transitions')).ceil();
    return METERS.lines([['standard-transition', transitions]]);
  }
  const billedMs = durationMs.inChunksOf(DURATION_STEP).times(DURATION_STEP);
  const billedMb = workflow.memoryMb.as('MB').inChunksOf(MEMORY_STEP).times(MEMORY_STEP);
  return METERS.lines([
    ['express-requests', executions],
    ['express-duration', executions.times(billedMs).times(billedMb).dividedBy(MB_MS_PER_GB_SECOND)],
  ]);
}
