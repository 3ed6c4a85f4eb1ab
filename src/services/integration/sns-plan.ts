import {
  billedRows,
  plannedChunks,
  plannedField,
  plannedGb,
  plannedGivenOrUnits,
  plannedLimit,
} from '../planned-units.js';
import type { InputOf, ServicePlan } from '../service-plan.js';
import { CHUNK_KB, MAX_MESSAGE_KB, type sns } from './sns.js';

/** SNS: publishes in chunks of 64 KB (standard) or with their payload (FIFO), and deliveries. */
export const snsPlan: ServicePlan<InputOf<typeof sns>> = (topic, context) => {
  const { formulas, field, traffic } = context;
  const publishes = plannedGivenOrUnits(context, 'publishes');
  const messageKb = field('messageKb') ?? traffic?.requestKb ?? formulas.constant(0);
  const isFifo = topic.topicType === 'fifo';
  return {
    quantities: billedRows([
      isFifo ? publishes : formulas.times(publishes, plannedChunks(context, messageKb, CHUNK_KB)),
      isFifo ? plannedGb(context, publishes, messageKb) : formulas.constant(0),
      plannedGivenOrUnits(context, 'httpDeliveries', 'httpSubscribers'),
      ...['emailDeliveries', 'mobilePushDeliveries', 'firehoseDeliveries'].map((name) => plannedField(context, name)),
    ]),
    feasible: [plannedLimit(context, messageKb, MAX_MESSAGE_KB)],
  };
};
