import { billedRows, plannedChunks, plannedField, plannedGivenOrUnits, plannedLimit } from '../planned-units.js';
import type { InputOf, PlanContext, PlannedUsage, ServicePlan } from '../service-plan.js';
import { CHUNK_KB, MAX_PAYLOAD_KB, type sqs } from './sqs.js';

/** SQS: calls with a payload in chunks of 64 KB, and those without one. */
export const sqsPlan: ServicePlan<InputOf<typeof sqs>> = (queue, context) => {
  const { formulas, field, traffic } = context;
  const messageKb = field('messageKb') ?? traffic?.requestKb ?? formulas.constant(0);
  const emptyReceives = plannedField(context, 'emptyReceives');
  const given = field('requests');
  if (given !== undefined) return usageOf(context, { withPayload: given, withoutPayload: emptyReceives, messageKb });
  const batches = formulas.ceil(formulas.over(plannedGivenOrUnits(context, 'messages'), queue.batchSize));
  const received = formulas.round(formulas.times(batches, plannedField(context, 'receivesPerMessage')));
  const payloadKb = formulas.times(messageKb, formulas.constant(queue.batchSize));
  return {
    ...usageOf(context, {
      withPayload: formulas.add(batches, received),
      withoutPayload: formulas.add(batches, emptyReceives),
      messageKb: payloadKb,
    }),
    feasible: [plannedLimit(context, payloadKb, MAX_PAYLOAD_KB)],
  };
};

function usageOf(
  context: PlanContext,
  calls: Readonly<Record<'withPayload' | 'withoutPayload' | 'messageKb', PlannedUsage['quantities'][number]>>,
): PlannedUsage {
  const { formulas } = context;
  const chunks = plannedChunks(context, calls.messageKb, CHUNK_KB);
  const requests = formulas.add(formulas.times(calls.withPayload, chunks), calls.withoutPayload);
  return { quantities: billedRows([requests]) };
}
