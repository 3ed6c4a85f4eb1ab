import { asWritten, type Decimal, exact, nearestFloat } from '../../model/decimal.js';
import type { Traffic } from '../../workload/traffic.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { chunksOf, followingRequests, gbOf, givenOrUnits, wholeTimes } from '../numeric-traffic-units.js';
import { type EventbridgeInput, eventbridgeInput, MAX_EVENT_KB } from './eventbridge-input.js';

/** Events, pipe requests and API destination calls are billed by 64 KB, discovery by 8 KB. https://aws.amazon.com/eventbridge/pricing/ */
export const CHUNK_KB = 64;
export const DISCOVERY_CHUNK_KB = 8;

const METERS = meterTable('eventbridge', {
  'events-custom': ['Events', 'Custom events'],
  'events-partner': ['Events', 'Partner events'],
  'cross-account-events': ['Events', 'Cross-account delivery'],
  'cross-account-partner-events': ['Events', 'Cross-account delivery (partner events)'],
  'scheduler-invocations': ['Invocations', 'Scheduler invocations'],
  'pipes-requests': ['Events', 'Pipes requests'],
  'api-destinations': ['Events', 'API destination calls'],
  'archive-processing': ['GB', 'Archive processing'],
  'archive-storage': ['GB-Months', 'Archive storage'],
  'schema-discovery': ['Events', 'Schema discovery'],
});

/** Events of the month, in AWS's words; not cut into chunks yet. */
interface EventCounts {
  readonly custom: Decimal;
  readonly partner: Decimal;
  readonly scheduled: Decimal;
  /** Batches that pass the filter of a pipe. */
  readonly pipeBatches: Decimal;
  readonly archived: Decimal;
  readonly eventKb: Decimal;
}

/** Amazon EventBridge: buses, Scheduler, Pipes, API destinations, archive and replay, schema discovery. */
export const eventbridge = defineNumericService({
  id: 'eventbridge',
  serviceName: 'Amazon EventBridge',
  pricingUrl: 'https://aws.amazon.com/eventbridge/pricing/',
  summary:
    'Events on buses, schedules and pipes, billed per event in chunks of 64 KB; events of AWS services are free.',
  notModelled: [
    'delivery to a bus of another region',
    'what a target or an enrichment costs (place its service beside it)',
    'private API destinations through VPC Lattice',
  ],
  meters: METERS.infos,
  input: eventbridgeInput,
  simulate,
  meter,
});

function simulate(bus: EventbridgeInput, { traffic }: NumericContext): Simulation<EventCounts> {
  const usedFor = (use: EventbridgeInput['use']) => (bus.use === use ? traffic : null);
  const custom = givenOrUnits(bus.customEvents, usedFor('custom-events'));
  const partner = givenOrUnits(bus.partnerEvents, usedFor('partner-events'));
  const scheduled = givenOrUnits(bus.schedulerInvocations, usedFor('scheduler'));
  const pipeEvents = givenOrUnits(bus.pipeEvents, usedFor('pipes'));
  const matched = wholeTimes(pipeEvents, bus.pipeMatchShare);
  const eventKb = bus.eventKb ?? traffic?.requestKb ?? 0;
  const archived = wholeTimes(custom.plus(partner), bus.archiveShare);
  return {
    metered: {
      custom,
      partner,
      scheduled,
      pipeBatches: matched.div(bus.pipeBatchSize).ceil(),
      archived,
      eventKb: asWritten(eventKb),
    },
    activity: { events: nearestFloat(custom.plus(partner).plus(scheduled).plus(pipeEvents)) },
    unused: [
      ...(isDriven(bus, traffic) ? [] : ['use']),
      ...(pipeEvents.isZero() ? ['pipeMatchShare', 'pipeBatchSize'] : []),
    ],
    assumptions:
      archived.isZero() || bus.archiveStorageGb !== undefined
        ? []
        : [{ at: 'archiveStorageGb', value: 'what the month adds', reason: 'an archive keeps more each month' }],
    ...(isDriven(bus, traffic) ? followingRequests(traffic) : {}),
    infeasible: eventKb > MAX_EVENT_KB ? [`an event of ${eventKb} KB is above EventBridge's ${MAX_EVENT_KB} KB`] : [],
  };
}

/** Whether the workload's requests are events of the kind in use, and nobody gave their number. */
function isDriven(bus: EventbridgeInput, traffic: Traffic | null): boolean {
  const given = {
    'custom-events': bus.customEvents,
    'partner-events': bus.partnerEvents,
    scheduler: bus.schedulerInvocations,
    pipes: bus.pipeEvents,
  };
  return traffic !== null && given[bus.use] === undefined;
}

/** Chunks = events × ⌈KB / 64⌉; a batch of a pipe is one payload; archive GB = events × KB / 1024². */
function meter(bus: EventbridgeInput, used: EventCounts): NumericLine[] {
  const { eventKb } = used;
  const chunked = (events: Decimal, kb = eventKb, chunkKb = CHUNK_KB) => events.times(chunksOf(kb, chunkKb));
  const steps = (events: Decimal, kb = eventKb, chunkKb = CHUNK_KB) =>
    `${events} × ${chunksOf(kb, chunkKb)} (${chunkKb} KB chunks of ${kb} KB)`;
  const batchKb = eventKb.times(bus.pipeBatchSize);
  const archivedGb = gbOf(used.archived, eventKb);
  const storedGb = bus.archiveStorageGb === undefined ? archivedGb : asWritten(bus.archiveStorageGb);
  const replayed = exact(bus.replayedEvents);
  const called = exact(bus.apiDestinationCalls);
  const discovered = exact(bus.discoveredEvents);
  const delivered = exact(bus.crossAccountEvents);
  const partnerDelivered = exact(bus.crossAccountPartnerEvents);
  // A replayed event is billed as a custom event.
  const replay = METERS.lines([['events-custom', chunked(replayed), steps(replayed)]]);
  return [
    ...METERS.lines([
      ['events-custom', chunked(used.custom), steps(used.custom)],
      ['events-partner', chunked(used.partner), steps(used.partner)],
      ['cross-account-events', chunked(delivered), steps(delivered)],
      ['cross-account-partner-events', chunked(partnerDelivered), steps(partnerDelivered)],
      ['scheduler-invocations', used.scheduled, 'one per invocation'],
      ['pipes-requests', chunked(used.pipeBatches, batchKb), steps(used.pipeBatches, batchKb)],
      ['api-destinations', chunked(called), steps(called)],
      ['archive-processing', archivedGb, `${used.archived} × ${eventKb} KB / 1024²`],
      ['archive-storage', storedGb, `${storedGb} GB all month`],
    ]),
    ...replay.map((line) => ({ ...line, description: 'Replayed events' })),
    ...METERS.lines([
      [
        'schema-discovery',
        chunked(discovered, eventKb, DISCOVERY_CHUNK_KB),
        steps(discovered, eventKb, DISCOVERY_CHUNK_KB),
      ],
    ]),
  ];
}
