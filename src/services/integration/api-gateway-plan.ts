import type { Formula } from '../../model/formula.js';
import { billedRows, plannedChunks, plannedGivenOrUnits, plannedHours, plannedLimit } from '../planned-units.js';
import type { PlanContext, ServicePlan } from '../service-plan.js';
import { HTTP_CHUNK_KB, MAX_MESSAGE_KB, MAX_PAYLOAD_KB, MESSAGE_CHUNK_KB } from './api-gateway.js';
import { type ApiGatewayInput, TIMEOUT_MS } from './api-gateway-input.js';

/** API Gateway: REST calls, HTTP calls in chunks of 512 KB, WebSocket messages in chunks of 32 KB; minutes, cache. */
export const apiGatewayPlan: ServicePlan<ApiGatewayInput> = (api, context) => {
  const { formulas, field, traffic } = context;
  const zero = formulas.constant(0);
  const isSocket = api.type === 'websocket';
  const calls = plannedGivenOrUnits(context, isSocket ? 'messages' : 'requests');
  const requestKb = field('requestKb') ?? traffic?.requestKb ?? zero;
  const responseKb = field('responseKb') ?? traffic?.responseKb ?? zero;
  const isGiven = isSocket && field('messages') !== undefined;
  const payloads = isGiven ? [requestKb] : [requestKb, responseKb];
  const largest = isSocket ? MAX_MESSAGE_KB : MAX_PAYLOAD_KB;
  const cacheHours = field('cacheHours') ?? plannedHours(context, formulas.constant(1));
  return {
    quantities: billedRows([
      ...callRows(api, context, { calls, payloads }),
      ...(api.cacheGb === 0 ? [] : [cacheHours]),
    ]),
    feasible: [
      ...payloads.map((kb) => plannedLimit(context, kb, largest)),
      {
        left: field('integrationTimeoutMs') ?? formulas.constant(TIMEOUT_MS[api.type]),
        right: traffic?.durationMs ?? zero,
      },
    ],
  };
};

interface Calls {
  readonly calls: Formula;
  /** In and out. */
  readonly payloads: readonly Formula[];
}

function callRows({ type }: ApiGatewayInput, context: PlanContext, { calls, payloads }: Calls): Formula[] {
  const { formulas } = context;
  if (type === 'rest') return [calls];
  if (type === 'http') {
    const kb = payloads.reduce((most, payload) => formulas.most(most, payload));
    return [formulas.times(calls, plannedChunks(context, kb, HTTP_CHUNK_KB))];
  }
  const chunks = payloads.map((kb) => plannedChunks(context, kb, MESSAGE_CHUNK_KB));
  return [formulas.times(calls, formulas.sum(chunks)), connectionMinutes(context)];
}

/** As given, or clients connected on average × hours × 60. */
function connectionMinutes(context: PlanContext): Formula {
  const { formulas, field } = context;
  const clients = field('averageConnections');
  const given = field('connectionMinutes');
  if (given !== undefined || clients === undefined) return given ?? formulas.constant(0);
  return formulas.round(formulas.times(plannedHours(context, clients), formulas.constant(60)));
}
