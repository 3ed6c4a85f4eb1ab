import * as z from 'zod';
import { asWritten, Decimal, nearestFloat } from '../../model/decimal.js';
import { amount, count } from '../../model/field.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { followingRequests, givenOrUnits } from '../numeric-traffic-units.js';

/** Express workflows are billed in steps of 100 ms and 64 MB. https://aws.amazon.com/step-functions/pricing/ */
export const DURATION_STEP_MS = 100;
export const MEMORY_STEP_MB = 64;
/** Longest express workflow. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const MAX_EXPRESS_MS = 300_000;

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
  memoryMb: amount(10_240).default(MEMORY_STEP_MB).meta({
    title: 'Memory of an execution (express)',
    role: 'configuration',
    unit: 'MB',
    reason: 'the least billed',
  }),
});

type Input = z.output<typeof input>;

interface Executions {
  readonly executions: Decimal;
  readonly durationMs: Decimal;
}

/** AWS Step Functions: standard workflows by transition, express workflows by request and GB-second. */
export const stepFunctions = defineNumericService({
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

function simulate(machine: Input, { traffic }: NumericContext): Simulation<Executions> {
  const executions = givenOrUnits(machine.executions, traffic);
  const durationMs = machine.durationMs ?? traffic?.durationMs ?? 0;
  const isExpress = machine.workflowType === 'express';
  const nothing = executions.isZero();
  return {
    metered: { executions, durationMs: asWritten(durationMs) },
    activity: { executions: nearestFloat(executions), durationMs },
    ...(machine.executions === undefined ? followingRequests(traffic) : {}),
    unused: [
      ...(nothing ? ['workflowType'] : []),
      ...(nothing || isExpress ? ['transitionsPerExecution'] : []),
      ...(nothing || !isExpress ? ['memoryMb'] : []),
    ],
    infeasible:
      isExpress && durationMs > MAX_EXPRESS_MS
        ? [
            `an execution runs ${Math.ceil(durationMs / 1000)} s; an express workflow ends after ${MAX_EXPRESS_MS / 1000} s`,
          ]
        : [],
  };
}

/** Express GB-Seconds = executions × ⌈ms / 100⌉ × 100 × ⌈MB / 64⌉ × 64 / 1024 / 1000. */
function meter(machine: Input, { executions, durationMs }: Executions): NumericLine[] {
  if (machine.workflowType === 'standard') {
    const transitions = executions.times(asWritten(machine.transitionsPerExecution)).ceil();
    const steps = `${executions} executions × ${machine.transitionsPerExecution} transitions`;
    return METERS.lines([['standard-transition', transitions, steps]]);
  }
  const billedMs = upTo(durationMs, DURATION_STEP_MS);
  const billedMb = upTo(asWritten(machine.memoryMb), MEMORY_STEP_MB);
  return METERS.lines([
    ['express-requests', executions, 'one per execution'],
    [
      'express-duration',
      executions
        .times(billedMs)
        .times(billedMb)
        .div(1024 * 1000),
      `${executions} × ${billedMs} ms × ${billedMb} MB / 1024 / 1000`,
    ],
  ]);
}

/** The next multiple of a step; at least one step. */
function upTo(amount: Decimal, step: number): Decimal {
  return Decimal.max(1, amount.div(step).ceil()).times(step);
}
