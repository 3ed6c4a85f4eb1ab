import { billedRows, plannedChunks, plannedField, plannedGivenOrUnits, plannedHours } from '../planned-units.js';
import type { ServicePlan } from '../service-plan.js';
import { CHUNK_KB } from './appsync.js';
import type { AppsyncInput } from './appsync-input.js';

/** AppSync: operations, updates in chunks of 5 KB, connection minutes, cache. */
export const appsyncPlan: ServicePlan<AppsyncInput> = (service, context) => {
  const { formulas, field, traffic } = context;
  const operations = plannedGivenOrUnits(context, 'operations');
  const updates = plannedGivenOrUnits(context, 'updates', 'subscribersPerRequest');
  const connected = plannedHours(context, plannedField(context, 'averageConnections'));
  const minutes = field('connectionMinutes') ?? formulas.round(formulas.times(connected, formulas.constant(60)));
  const messageKb = field('messageKb') ?? traffic?.responseKb ?? formulas.constant(0);
  const chunks = plannedChunks(context, messageKb, CHUNK_KB);
  const calls =
    service.api === 'graphql'
      ? [operations, formulas.times(updates, chunks)]
      : [formulas.times(formulas.add(operations, updates), chunks)];
  const cacheHours = field('cacheHours') ?? plannedHours(context, formulas.constant(1));
  return { quantities: billedRows([...calls, minutes, ...(service.cache === 'none' ? [] : [cacheHours])]) };
};
