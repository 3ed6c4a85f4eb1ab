import * as z from 'zod';
import { amount, count, share } from '../../model/field.js';

/** What a request of the workload is to EventBridge. */
const USES = ['custom-events', 'partner-events', 'scheduler', 'pipes'] as const;

/** Largest event. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
export const MAX_EVENT_KB = 1024;

const events = (title: string) => count().optional().meta({ title, role: 'direct', unit: 'count' });
const extra = (title: string) => count().default(0).meta({ title, role: 'direct', unit: 'count' });

/** Fields of the `eventbridge` service. */
export const eventbridgeInput = z.strictObject({
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

export type EventbridgeInput = z.output<typeof eventbridgeInput>;
