import * as z from 'zod';
import { Amount, atMost } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount, count, share } from '../../model/field.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { followingRequests, givenOrUnits } from '../traffic-units.js';
import { scaledDuration } from './scaled-duration.js';

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

type EdgeFunction = Amounts<z.output<typeof input>>;

interface Invocations {
  readonly requests: Amount;
  readonly durationMs: Amount;
}

/** Lambda@Edge: functions in CloudFront's locations; dearer per GB-second than Lambda, and without a free tier. */
export const lambdaEdge = defineService({
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

function simulate(edge: EdgeFunction, { traffic }: SimulationContext): Simulation<Invocations> {
  const { memoryMb } = edge;
  const isViewer = edge.eventType.startsWith('viewer');
  const events = givenOrUnits(edge.requests, traffic, 'requests');
  const isCached = !isViewer && edge.requests === undefined;
  const requests = isCached ? events.minus(events.times(edge.cacheHitShare.as('cached')).round()) : events;
  const durationMs =
    edge.durationMs ??
    (traffic === null
      ? Amount.ZERO
      : scaledDuration(traffic, { memoryMb, parallelism: Amount.ONE, cpuSpeed: Amount.ONE }));
  const limits = LIMITS[isViewer ? 'viewer' : 'origin'];
  const maxMs = limits.durationMs;
  // The schema refuses what is above these, where it is given.
  Amount.of(limits.memoryMb).isAtLeast(memoryMb);
  if (edge.durationMs !== undefined) Amount.of(maxMs).isAtLeast(edge.durationMs);
  const tooLong = `one request runs ${Math.ceil(durationMs.shown)} ms; CloudFront ends it after ${maxMs} ms`;
  return {
    metered: { requests, durationMs: durationMs.as('ms') },
    activity: { invocations: requests, durationMs },
    unused: [
      ...(requests.exact.isZero() ? ['eventType'] : []),
      ...(isCached && traffic !== null ? [] : ['cacheHitShare']),
    ],
    limits: [{ condition: atMost(maxMs, durationMs), reason: tooLong }],
    ...(edge.requests === undefined ? followingRequests(traffic) : {}),
  };
}

/** GB-Seconds = requests × ⌈ms⌉ × MB / 1024 / 1000. AWS's page prices 128 MB-seconds: an eighth of it. */
function meter({ memoryMb }: EdgeFunction, { requests, durationMs }: Invocations): MeteredLine[] {
  const gbSeconds = requests
    .times(durationMs.ceil())
    .times(memoryMb.as('MB'))
    .dividedBy(1024 * 1000);
  return METERS.lines([
    ['edge-requests', requests],
    ['edge-duration', gbSeconds],
  ]);
}
