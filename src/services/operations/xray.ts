import * as z from 'zod';
import { type Decimal, exact } from '../../model/decimal.js';
import { count, share } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import { recordedRequests } from '../../simulate/trace-sampling.js';
import type { Traffic } from '../../workload/traffic.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { followingRequests } from '../numeric-traffic-units.js';

const METERS = meterTable('xray', {
  'traces-recorded': ['Traces', 'Traces recorded'],
  'traces-retrieved': ['Traces', 'Traces retrieved'],
  'traces-scanned': ['Traces', 'Traces scanned'],
  'insights-traces': ['Traces', 'Traces read by X-Ray Insights'],
});

const input = z.strictObject({
  tracesRecorded: count().optional().meta({ title: 'Traces recorded in the month', role: 'direct', unit: 'count' }),
  tracesRetrieved: count().default(0).meta({ title: 'Traces retrieved in the month', role: 'direct', unit: 'count' }),
  tracesScanned: count().default(0).meta({ title: 'Traces scanned in the month', role: 'direct', unit: 'count' }),
  insights: z
    .boolean()
    .default(false)
    .meta({ title: 'X-Ray Insights reads every recorded trace', role: 'configuration' }),
  // The default rule. https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html
  reservoirPerSecond: count(1_000_000).default(1).meta({
    title: 'Requests recorded in every second (reservoir of the sampling rule)',
    role: 'configuration',
    unit: 'count',
    reason: "the first request of a second, X-Ray's default rule",
  }),
  samplingRate: share().default(0.05).meta({
    title: 'Share of the requests beyond the reservoir that is recorded',
    role: 'configuration',
    reason: "5 %, X-Ray's default rule",
  }),
});

type Input = z.output<typeof input>;

interface Recorded {
  readonly recorded: Decimal;
}

/** AWS X-Ray: traces recorded under a sampling rule, retrieved, scanned, and read by Insights. */
export const xray = defineNumericService({
  id: 'xray',
  serviceName: 'AWS X-Ray',
  pricingUrl: 'https://aws.amazon.com/xray/pricing/',
  summary: 'Traces, billed when recorded, retrieved and scanned; a sampling rule decides which requests are recorded.',
  notModelled: ['traces above 500 KB', 'Transaction Search', 'encryption with a key of your own (place `kms`)'],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(tracing: Input, { traffic, month }: NumericContext): Simulation<Recorded> {
  const sampled =
    traffic === null || tracing.tracesRecorded !== undefined ? undefined : sample(tracing, traffic, month);
  const recorded = tracing.tracesRecorded ?? sampled ?? 0;
  return {
    metered: { recorded: exact(recorded) },
    activity: { tracesRecorded: recorded },
    ...(sampled === undefined ? {} : followingRequests(traffic)),
    unused: sampled === undefined ? ['reservoirPerSecond', 'samplingRate'] : [],
  };
}

/** Hour by hour where the hours differ. */
function sample(rule: Input, { requests, hourlyRequests }: Traffic, month: Month): number {
  const stretches =
    hourlyRequests === undefined
      ? [{ requests, seconds: month.seconds }]
      : Array.from(hourlyRequests, (ofHour) => ({ requests: ofHour, seconds: 3600 }));
  return recordedRequests(stretches, rule);
}

function meter({ tracesRetrieved, tracesScanned, insights }: Input, { recorded }: Recorded): NumericLine[] {
  return METERS.lines([
    ['traces-recorded', recorded, 'one per request recorded'],
    ['traces-retrieved', exact(tracesRetrieved), 'as given'],
    ['traces-scanned', exact(tracesScanned), 'as given'],
    ['insights-traces', insights ? recorded : exact(0), 'every recorded trace'],
  ]);
}
