import type { Formula } from '../../model/formula.js';
import {
  billedRows,
  plannedChunks,
  plannedField,
  plannedGb,
  plannedGivenOrUnits,
  plannedLimit,
} from '../planned-units.js';
import type { ServicePlan } from '../service-plan.js';
import { CHUNK_KB, DISCOVERY_CHUNK_KB } from './eventbridge.js';
import { type EventbridgeInput, MAX_EVENT_KB } from './eventbridge-input.js';

/** EventBridge: events in chunks of 64 KB, batches of pipes, archive. */
export const eventbridgePlan: ServicePlan<EventbridgeInput> = (bus, context) => {
  const { formulas, field, traffic } = context;
  const zero = formulas.constant(0);
  const eventKb = field('eventKb') ?? traffic?.requestKb ?? zero;
  const eventsOf = (use: EventbridgeInput['use'], given: string) =>
    bus.use === use ? plannedGivenOrUnits(context, given) : (field(given) ?? zero);
  const custom = eventsOf('custom-events', 'customEvents');
  const partner = eventsOf('partner-events', 'partnerEvents');
  const shareOf = (of: Formula, share: string) => formulas.round(formulas.times(of, plannedField(context, share)));
  const matched = shareOf(eventsOf('pipes', 'pipeEvents'), 'pipeMatchShare');
  const batches = formulas.ceil(formulas.over(matched, bus.pipeBatchSize));
  const batchKb = formulas.times(eventKb, formulas.constant(bus.pipeBatchSize));
  const archivedGb = plannedGb(context, shareOf(formulas.add(custom, partner), 'archiveShare'), eventKb);
  const chunked = (events: Formula, kb = eventKb, chunkKb = CHUNK_KB) =>
    formulas.times(events, plannedChunks(context, kb, chunkKb));
  return {
    quantities: billedRows([
      chunked(custom),
      chunked(partner),
      chunked(plannedField(context, 'crossAccountEvents')),
      chunked(plannedField(context, 'crossAccountPartnerEvents')),
      eventsOf('scheduler', 'schedulerInvocations'),
      chunked(batches, batchKb),
      chunked(plannedField(context, 'apiDestinationCalls')),
      archivedGb,
      field('archiveStorageGb') ?? archivedGb,
      chunked(plannedField(context, 'replayedEvents')),
      chunked(plannedField(context, 'discoveredEvents'), eventKb, DISCOVERY_CHUNK_KB),
    ]),
    feasible: [plannedLimit(context, eventKb, MAX_EVENT_KB)],
  };
};
