import * as z from 'zod';
import { asWritten, type Decimal, exact, nearestFloat } from '../../model/decimal.js';
import { amount, count, share } from '../../model/field.js';
import { durationAtMemory } from '../../simulate/lambda/lambda-duration.js';
import type { Traffic } from '../../workload/traffic.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { followingRequests, givenOrUnits, wholeTimes } from '../numeric-traffic-units.js';

/** What a function of each kind may take. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
const LIMITS = {
  viewer: { memoryMb: 128, durationMs: 5_000 },
  origin: { memoryMb: 10_240, durationMs: 30_000 },
} as const;

const METERS = meterTable('lambda', {
  'edge-requests': ['Requests', 'Requests (Lambda@Edge)'],
  'edge-duration': ['GB-Seconds', 'Duration (Lambda@Edge)'],
});

const input = z
  .strictObject({
    requests: count().optional().meta({ title: 'Invocations in the month', role: 'direct', unit: 'count' }),
    durationMs: amount(LIMITS.origin.durationMs)
      .optional()
      .meta({ title: 'Duration of one invocation, billed as given', role: 'direct', unit: 'ms' }),
    eventType: z
      .enum(['viewer-request', 'viewer-response', 'origin-request', 'origin-response'])
      .default('viewer-request')
      .meta({
        title: 'CloudFront event that runs the function',
        role: 'configuration',
        reason: 'runs for every request, in the cache or not',
      }),
    memoryMb: count(LIMITS.origin.memoryMb, 128)
      .default(128)
      .meta({ title: 'Memory', role: 'configuration', unit: 'MB', reason: 'what Lambda gives a new function' }),
    cacheHitShare: share().default(0).meta({
      title: 'Share of the requests that CloudFront answers from its cache, without an origin event',
      role: 'simulation',
      reason: 'nothing is cached',
    }),
  })
  .superRefine(({ eventType, memoryMb, durationMs = 0 }, problems) => {
    if (!eventType.startsWith('viewer')) return;
    const refuse = (field: string, message: string) => problems.addIssue({ code: 'custom', path: [field], message });
    if (memoryMb > LIMITS.viewer.memoryMb) refuse('memoryMb', `is ${LIMITS.viewer.memoryMb} for viewer events`);
    if (durationMs > LIMITS.viewer.durationMs) refuse('durationMs', 'is 5 s at most for viewer events');
  });

type Input = z.output<typeof input>;

interface Invocations {
  readonly requests: Decimal;
  readonly durationMs: Decimal;
}

/** Lambda@Edge: functions in CloudFront's locations; dearer per GB-second than Lambda, and without a free tier. */
export const lambdaEdge = defineNumericService({
  id: 'lambda-edge',
  serviceName: 'Lambda@Edge',
  pricingUrl: 'https://aws.amazon.com/lambda/pricing/',
  summary: 'Functions at CloudFront locations, billed per request and per GB-second to the millisecond, never free.',
  notModelled: [
    'CloudFront itself',
    'CloudFront Functions',
    'INIT of cold starts',
    'logs in the regions of the viewers',
  ],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(edge: Input, { traffic }: NumericContext): Simulation<Invocations> {
  const isViewer = edge.eventType.startsWith('viewer');
  const asked = givenOrUnits(edge.requests, traffic);
  const isCached = !isViewer && edge.requests === undefined;
  const requests = isCached ? asked.minus(wholeTimes(asked, edge.cacheHitShare)) : asked;
  const durationMs = edge.durationMs ?? (traffic === null ? 0 : durationOf(traffic, edge.memoryMb));
  const longest = isViewer ? LIMITS.viewer.durationMs : LIMITS.origin.durationMs;
  return {
    metered: { requests, durationMs: asWritten(durationMs) },
    activity: { invocations: nearestFloat(requests), durationMs },
    unused: [...(requests.isZero() ? ['eventType'] : []), ...(isCached && traffic !== null ? [] : ['cacheHitShare'])],
    infeasible:
      durationMs > longest
        ? [`one request runs ${Math.ceil(durationMs)} ms; CloudFront ends it after ${longest} ms`]
        : [],
    ...(edge.requests === undefined ? followingRequests(traffic) : {}),
  };
}

function durationOf(traffic: Traffic, memoryMb: number): number {
  return durationAtMemory(traffic, { memoryMb, parallelism: 1, cpuSpeed: 1 });
}

/** GB-Seconds = requests × ⌈ms⌉ × MB / 1024 / 1000. AWS's page prices 128 MB-seconds: an eighth of it. */
function meter({ memoryMb }: Input, { requests, durationMs }: Invocations): NumericLine[] {
  const billedMs = durationMs.ceil();
  return METERS.lines([
    ['edge-requests', requests, 'one per invocation'],
    [
      'edge-duration',
      requests
        .times(billedMs)
        .times(exact(memoryMb))
        .div(1024 * 1000),
      `${requests} × ${billedMs} ms × ${memoryMb} MB / 1024 / 1000`,
    ],
  ]);
}
