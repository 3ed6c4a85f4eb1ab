import * as z from 'zod';
import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { count, share } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import { recordedRequests } from '../../simulate/trace-sampling.js';
import type { Traffic } from '../../workload/traffic.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { followingRequests, SECONDS_PER_HOUR } from '../traffic-units.js';

/** Sampling rate from which on one more request adds more to what is recorded than floats are off. */
const MIN_RISING_RATE = 0.001;

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
    reason: "5%, X-Ray's default rule",
  }),
});

type Tracing = Amounts<z.output<typeof input>>;

interface Recorded {
  readonly recorded: Amount;
}

/** AWS X-Ray: traces recorded under a sampling rule, retrieved, scanned, and read by Insights. */
export const xray = defineService({
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

function simulate(tracing: Tracing, { traffic, month }: SimulationContext): Simulation<Recorded> {
  const { tracesRecorded } = tracing;
  const isSampled = traffic !== null && tracesRecorded === undefined;
  const recorded = (isSampled ? sampled(tracing, traffic, month) : (tracesRecorded ?? Amount.ZERO)).as('traces');
  return {
    metered: { recorded },
    activity: { tracesRecorded: recorded },
    ...(isSampled ? followingRequests(traffic) : {}),
    unused: isSampled ? [] : ['reservoirPerSecond', 'samplingRate'],
  };
}

/** Hour by hour where the hours differ. */
function sampled({ reservoirPerSecond, samplingRate }: Tracing, traffic: Amounts<Traffic>, month: Month): Amount {
  const { requests, hourlyRequests } = traffic;
  if (hourlyRequests !== undefined) {
    const stretches = Array.from(hourlyRequests, (ofHour) => ({ requests: ofHour, seconds: SECONDS_PER_HOUR }));
    const rule = { reservoirPerSecond: reservoirPerSecond.number, samplingRate: samplingRate.number };
    return Amount.of(recordedRequests(stretches, rule));
  }
  const isRising = !samplingRate.isVaried && samplingRate.number >= MIN_RISING_RATE;
  return Amount.closedForm(
    {
      name: `traces recorded within ${month.seconds} s`,
      compute: (arrived = 0, reservoir = 0, rate = 0) =>
        recordedRequests([{ requests: arrived, seconds: month.seconds }], {
          reservoirPerSecond: reservoir,
          samplingRate: rate,
        }),
      isWhole: true,
      directions: [isRising ? 'rising' : undefined, undefined, undefined],
    },
    [requests, reservoirPerSecond, samplingRate],
  );
}

function meter({ tracesRetrieved, tracesScanned, insights }: Tracing, { recorded }: Recorded): MeteredLine[] {
  return METERS.lines([
    ['traces-recorded', recorded],
    ['traces-retrieved', tracesRetrieved.as('traces')],
    ['traces-scanned', tracesScanned.as('traces')],
    ['insights-traces', insights ? recorded : Amount.ZERO],
  ]);
}
