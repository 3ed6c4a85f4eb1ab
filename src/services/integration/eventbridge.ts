import * as z from 'zod';
import { Amount, atMost } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount, count, share } from '../../model/field.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { followingRequests, gbOf, givenOrUnits } from '../traffic-units.js';

/** Events, pipe requests and API destination calls are billed by 64 KB, discovery by 8 KB. https://aws.amazon.com/eventbridge/pricing/ */
const CHUNK = Amount.of(64, 'KB');
const DISCOVERY_CHUNK = Amount.of(8, 'KB');
/** Largest event. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const MAX_EVENT_KB = 1024;
/** What a request of the workload is to EventBridge. */
const USES = ['custom-events', 'partner-events', 'scheduler', 'pipes'] as const;

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

const events = (title: string) => count().optional().meta({ title, role: 'direct', unit: 'count' });
const extra = (title: string) => count().default(0).meta({ title, role: 'direct', unit: 'count' });

const input = z.strictObject({
  customEvents: events('Custom and opt-in events put on a bus in the month'),
  partnerEvents: events('Partner events received in the month'),
  schedulerInvocations: events('Invocations by EventBridge Scheduler in the month'),
  pipeEvents: events('Events that enter pipes in the month, before the filter'),
  apiDestinationCalls: extra('Calls to API destinations in the month'),
  crossAccountEvents: extra(
    'Events of your own and of AWS services delivered to a bus of another account in the month',
  ),
  crossAccountPartnerEvents: extra('Partner events delivered to a bus of another account in the month'),
  replayedEvents: extra('Events replayed from an archive in the month'),
  discoveredEvents: extra('Events read by schema discovery in the month'),
  archiveStorageGb: amount(10_000_000)
    .optional()
    .meta({ title: 'Archive, all of it (default: what the month adds)', role: 'direct', unit: 'GB' }),
  use: z
    .enum(USES)
    .default('custom-events')
    .meta({ title: 'What a request of the workload is', role: 'configuration', reason: 'an event on your own bus' }),
  eventKb: amount(MAX_EVENT_KB)
    .optional()
    .meta({ title: "Size of an event (default: the workload's requestKb)", role: 'configuration', unit: 'KB' }),
  archiveShare: share()
    .default(0)
    .meta({ title: 'Share of custom and partner events that is archived', role: 'configuration' }),
  pipeMatchShare: share().default(1).meta({
    title: 'Share of the events that passes the filter of a pipe',
    role: 'configuration',
    reason: 'no filter',
  }),
  pipeBatchSize: count(10_000, 1)
    .default(1)
    .meta({ title: 'Events a pipe takes at once', role: 'configuration', reason: 'what Pipes does by default' }),
});

type EventBus = Amounts<z.output<typeof input>>;

/** Events of the month, in AWS's words, before they are cut into chunks. */
interface EventCounts {
  readonly custom: Amount;
  readonly partner: Amount;
  readonly scheduled: Amount;
  /** Batches that pass the filter of a pipe. */
  readonly pipeBatches: Amount;
  readonly archived: Amount;
  readonly eventKb: Amount;
}

/** Amazon EventBridge: buses, Scheduler, Pipes, API destinations, archive and replay, schema discovery. */
export const eventbridge = defineService({
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
  input,
  simulate,
  meter,
});

function simulate(bus: EventBus, { traffic }: SimulationContext): Simulation<EventCounts> {
  const usedFor = (use: EventBus['use']) => (bus.use === use ? traffic : null);
  const custom = givenOrUnits(bus.customEvents, usedFor('custom-events'), 'events');
  const partner = givenOrUnits(bus.partnerEvents, usedFor('partner-events'), 'partner events');
  const scheduled = givenOrUnits(bus.schedulerInvocations, usedFor('scheduler'), 'invocations');
  const pipeEvents = givenOrUnits(bus.pipeEvents, usedFor('pipes'), 'events');
  const matched = pipeEvents.times(bus.pipeMatchShare).round();
  const archived = custom.plus(partner).times(bus.archiveShare).round().as('archived events');
  const eventKb = (bus.eventKb ?? traffic?.requestKb ?? Amount.ZERO).as('KB');
  const isDriven = isDrivenByTraffic(bus, traffic);
  return {
    metered: {
      custom,
      partner,
      scheduled,
      pipeBatches: matched.dividedBy(bus.pipeBatchSize).ceil().as('batches'),
      archived,
      eventKb,
    },
    activity: { events: Amount.sum([custom, partner, scheduled, pipeEvents]) },
    unused: [...(isDriven ? [] : ['use']), ...(pipeEvents.exact.isZero() ? ['pipeMatchShare', 'pipeBatchSize'] : [])],
    assumptions:
      archived.exact.isZero() || bus.archiveStorageGb !== undefined
        ? []
        : [{ at: 'archiveStorageGb', value: 'what the month adds', reason: 'an archive keeps more each month' }],
    ...(isDriven ? followingRequests(traffic) : {}),
    limits: [
      {
        condition: atMost(MAX_EVENT_KB, eventKb),
        reason: `an event of ${eventKb} KB is above EventBridge's ${MAX_EVENT_KB} KB`,
      },
    ],
  };
}

/** Whether the workload's requests are events of the kind in use, and their number is not given. */
function isDrivenByTraffic(bus: EventBus, traffic: SimulationContext['traffic']): boolean {
  const given = {
    'custom-events': bus.customEvents,
    'partner-events': bus.partnerEvents,
    scheduler: bus.schedulerInvocations,
    pipes: bus.pipeEvents,
  };
  return traffic !== null && given[bus.use] === undefined;
}

/** Chunks = events × ⌈KB / 64⌉; a batch of a pipe is one payload; archive GB = events × KB / 1024². */
function meter(bus: EventBus, used: EventCounts): MeteredLine[] {
  const { eventKb } = used;
  const chunks = eventKb.inChunksOf(CHUNK);
  const batchKb = eventKb.times(bus.pipeBatchSize);
  const archivedGb = gbOf(used.archived, eventKb);
  // A replayed event is billed as a custom event.
  const replayed = METERS.lines([['events-custom', bus.replayedEvents.as('replayed events').times(chunks)]]);
  return [
    ...METERS.lines([
      ['events-custom', used.custom.times(chunks)],
      ['events-partner', used.partner.times(chunks)],
      ['cross-account-events', bus.crossAccountEvents.as('events').times(chunks)],
      ['cross-account-partner-events', bus.crossAccountPartnerEvents.as('partner events').times(chunks)],
      ['scheduler-invocations', used.scheduled],
      ['pipes-requests', used.pipeBatches.times(batchKb.inChunksOf(CHUNK))],
      ['api-destinations', bus.apiDestinationCalls.as('calls').times(chunks)],
      ['archive-processing', archivedGb],
      ['archive-storage', bus.archiveStorageGb?.as('GB all month') ?? archivedGb],
    ]),
    ...replayed.map((line) => ({ ...line, description: 'Replayed events' })),
    ...METERS.lines([
      ['schema-discovery', bus.discoveredEvents.as('events').times(eventKb.inChunksOf(DISCOVERY_CHUNK))],
    ]),
  ];
}
