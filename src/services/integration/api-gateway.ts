import type { Assumption } from '../../model/assumption.js';
import { asWritten, type Decimal, exact, nearestFloat, ZERO } from '../../model/decimal.js';
import { hoursOf, type Month } from '../../model/month.js';
import type { Traffic } from '../../workload/traffic.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { chunksOf, givenOrUnits } from '../traffic-units.js';
import { type ApiGatewayInput, apiGatewayInput, TIMEOUT_MS } from './api-gateway-input.js';

/** Calls of HTTP APIs and messages of WebSocket APIs are counted in chunks. https://aws.amazon.com/api-gateway/pricing/ */
export const HTTP_CHUNK_KB = 512;
export const MESSAGE_CHUNK_KB = 32;
/** Largest payloads. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const MAX_PAYLOAD_KB = 10 * 1024;
export const MAX_MESSAGE_KB = 128;

const METERS = meterTable('api-gateway', {
  'rest-requests': ['Requests', 'API calls (REST)'],
  'http-requests': ['Requests', 'API calls (HTTP)'],
  'websocket-messages': ['Messages', 'Messages (WebSocket)'],
  'websocket-connection': ['Connection-Minutes', 'Connection minutes (WebSocket)'],
  'rest-cache-0.5GB': ['Hours', 'Cache (0.5 GB)'],
  'rest-cache-1.6GB': ['Hours', 'Cache (1.6 GB)'],
  'rest-cache-6.1GB': ['Hours', 'Cache (6.1 GB)'],
  'rest-cache-13.5GB': ['Hours', 'Cache (13.5 GB)'],
  'rest-cache-28.4GB': ['Hours', 'Cache (28.4 GB)'],
  'rest-cache-58.2GB': ['Hours', 'Cache (58.2 GB)'],
  'rest-cache-118GB': ['Hours', 'Cache (118 GB)'],
  'rest-cache-237GB': ['Hours', 'Cache (237 GB)'],
});

/** What clients ask of the API in the month. */
interface Calls {
  /** API calls, or messages of a WebSocket API in the sizes below. */
  readonly calls: Decimal;
  readonly requestKb: Decimal;
  /** null where there are no answers to count: messages given directly. */
  readonly responseKb: Decimal | null;
  readonly connectionMinutes: Decimal;
}

/** Amazon API Gateway: REST, HTTP and WebSocket APIs, caches. */
export const apiGateway = defineService({
  id: 'api-gateway',
  serviceName: 'Amazon API Gateway',
  pricingUrl: 'https://aws.amazon.com/api-gateway/pricing/',
  summary: 'REST, HTTP and WebSocket APIs, billed per call, message and connection minute.',
  notModelled: [
    'calls that a cache answers (give the function behind it a `share`)',
    'calls that an authorizer refuses, which are free',
    'VPC links and their load balancers (place `nlb`)',
    'developer portals',
    'data transfer (place `data-transfer`, for a private API `vpc-endpoint`)',
    'the offers of the first 12 months',
  ],
  meters: METERS.infos,
  input: apiGatewayInput,
  simulate,
  meter,
});

function simulate(api: ApiGatewayInput, { traffic, month }: SimulationContext): Simulation<Calls> {
  const isSocket = api.type === 'websocket';
  const calls = givenOrUnits(isSocket ? api.messages : api.requests, traffic);
  const connectionMinutes = isSocket ? minutesOf(api, month) : ZERO;
  const requestKb = api.requestKb ?? traffic?.requestKb ?? 0;
  const responseKb = api.responseKb ?? traffic?.responseKb ?? 0;
  const isGiven = isSocket && api.messages !== undefined;
  return {
    metered: {
      calls,
      requestKb: asWritten(requestKb),
      responseKb: isGiven ? null : asWritten(responseKb),
      connectionMinutes: connectionMinutes ?? ZERO,
    },
    activity: {
      [isSocket ? 'messages' : 'requests']: nearestFloat(calls),
      ...(isSocket && { connectionMinutes: nearestFloat(connectionMinutes ?? ZERO) }),
    },
    ...(traffic?.hourlyRequests !== undefined && { hours: { requests: traffic.hourlyRequests } }),
    costFollows: { [`${api.type}-${isSocket ? 'messages' : 'requests'}`]: 'requests' },
    unused: calls.isZero() && connectionMinutes === undefined ? ['type'] : [],
    assumptions: chunkAssumption(api, requestKb, responseKb),
    warnings:
      isSocket && connectionMinutes === undefined && !calls.isZero()
        ? ['connection minutes are not counted: give averageConnections or connectionMinutes']
        : [],
    infeasible: hardLimits(api, { traffic, payloadKb: Math.max(requestKb, isGiven ? 0 : responseKb) }),
  };
}

/** Connection minutes = clients connected on average × hours × 60; undefined when nothing is said of them. */
function minutesOf({ connectionMinutes, averageConnections }: ApiGatewayInput, month: Month): Decimal | undefined {
  if (connectionMinutes !== undefined) return exact(connectionMinutes);
  if (averageConnections === undefined) return undefined;
  return asWritten(averageConnections).times(hoursOf(month)).times(60).round();
}

/** AWS says that calls are metered by 512 KB, not of which payload. */
function chunkAssumption({ type }: ApiGatewayInput, requestKb: number, responseKb: number): Assumption[] {
  if (type !== 'http' || requestKb + responseKb <= HTTP_CHUNK_KB) return [];
  const value = `${Math.max(requestKb, responseKb)} KB in chunks of ${HTTP_CHUNK_KB} KB`;
  return [{ at: 'responseKb', value, reason: 'the larger of request and response; AWS does not say which is counted' }];
}

function hardLimits(
  { type, integrationTimeoutMs = TIMEOUT_MS[type] }: ApiGatewayInput,
  { traffic, payloadKb }: { traffic: Traffic | null; payloadKb: number },
): string[] {
  const reasons: string[] = [];
  const [what, largest] = type === 'websocket' ? ['message', MAX_MESSAGE_KB] : ['request or response', MAX_PAYLOAD_KB];
  if (payloadKb > largest) reasons.push(`a ${what} of ${payloadKb} KB is above its ${largest} KB`);
  if ((traffic?.durationMs ?? 0) > integrationTimeoutMs) {
    const seconds = (ms: number) => Number((ms / 1000).toPrecision(3));
    const { durationMs = 0 } = traffic ?? {};
    reasons.push(`a request runs ${seconds(durationMs)} s; it gives up after ${seconds(integrationTimeoutMs)} s`);
  }
  return reasons;
}

/** REST: calls as they are. HTTP: calls × ⌈KB / 512⌉. WebSocket: messages in and out × ⌈KB / 32⌉. */
function meter(api: ApiGatewayInput, { calls, requestKb, responseKb, connectionMinutes }: Calls, month: Month) {
  const lines: MeteredLine[] = [];
  if (api.type === 'rest') lines.push(...METERS.lines([['rest-requests', calls, 'one per call']]));
  if (api.type === 'http') {
    const kb = responseKb?.gt(requestKb) ? responseKb : requestKb;
    const chunks = chunksOf(kb, HTTP_CHUNK_KB);
    const steps = `${calls} calls × ${chunks} (${HTTP_CHUNK_KB} KB chunks of ${kb} KB)`;
    lines.push(...METERS.lines([['http-requests', calls.times(chunks), steps]]));
  }
  if (api.type === 'websocket') {
    const chunksIn = chunksOf(requestKb, MESSAGE_CHUNK_KB);
    const chunksOut = responseKb === null ? ZERO : chunksOf(responseKb, MESSAGE_CHUNK_KB);
    const steps = `${calls} × (${chunksIn} in + ${chunksOut} out, chunks of ${MESSAGE_CHUNK_KB} KB)`;
    lines.push(
      ...METERS.lines([
        ['websocket-messages', calls.times(chunksIn.plus(chunksOut)), steps],
        ['websocket-connection', connectionMinutes, 'minutes of all clients'],
      ]),
    );
  }
  if (api.cacheGb === 0) return lines;
  const hours = api.cacheHours === undefined ? hoursOf(month) : asWritten(api.cacheHours);
  return [...lines, ...METERS.lines([[`rest-cache-${api.cacheGb}GB`, hours, 'hours the cache runs']])];
}
