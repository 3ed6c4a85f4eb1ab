import { Amount, atMost } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { Assumption } from '../../model/assumption.js';
import type { Month } from '../../model/month.js';
import { type MeterOf, type MeterRow, meterTable } from '../meter-table.js';
import { defineService, type Limit, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { givenOrUnits, monthHours } from '../traffic-units.js';
import { type ApiGatewayInput, apiGatewayInput, longestTimeoutMs, TIMEOUT_MS } from './api-gateway-input.js';

/** Calls of HTTP APIs and messages of WebSocket APIs are counted in chunks. https://aws.amazon.com/api-gateway/pricing/ */
const HTTP_CHUNK = Amount.of(512, 'KB');
const MESSAGE_CHUNK = Amount.of(32, 'KB');
/** Largest payloads. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const MAX_PAYLOAD_KB = 10 * 1024;
const MAX_MESSAGE_KB = 128;

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

type Api = Amounts<ApiGatewayInput>;

/** The calls of the month. */
interface Calls {
  /** API calls, or messages of a WebSocket API. */
  readonly calls: Amount;
  /** KB of each payload: of requests and responses, or of messages in and out. */
  readonly payloads: readonly Amount[];
  readonly connectionMinutes: Amount;
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

function simulate(api: Api, { traffic, month }: SimulationContext): Simulation<Calls> {
  const isSocket = api.type === 'websocket';
  // The schema refuses a longer timeout.
  if (api.integrationTimeoutMs !== undefined) Amount.of(longestTimeoutMs(api)).isAtLeast(api.integrationTimeoutMs);
  const calls = givenOrUnits(isSocket ? api.messages : api.requests, traffic, isSocket ? 'messages' : 'calls');
  const connectionMinutes = isSocket ? minutesOf(api, month) : Amount.ZERO;
  const requestKb = (api.requestKb ?? traffic?.requestKb ?? Amount.ZERO).as('KB');
  const responseKb = (api.responseKb ?? traffic?.responseKb ?? Amount.ZERO).as('KB');
  // Messages that are given are sent and received ones: there are no others.
  const payloads = isSocket && api.messages !== undefined ? [requestKb] : [requestKb, responseKb];
  const isIdle = calls.exact.isZero();
  return {
    metered: { calls, payloads, connectionMinutes: connectionMinutes ?? Amount.ZERO },
    activity: {
      [isSocket ? 'messages' : 'requests']: calls,
      ...(isSocket && { connectionMinutes: connectionMinutes ?? 0 }),
    },
    ...(traffic?.hourlyRequests !== undefined && { hours: { requests: traffic.hourlyRequests } }),
    costFollows: { [`${api.type}-${isSocket ? 'messages' : 'requests'}`]: 'requests' },
    unused: isIdle && connectionMinutes === undefined ? ['type'] : [],
    assumptions: chunkAssumption(api, payloads),
    warnings:
      isSocket && connectionMinutes === undefined && !isIdle
        ? ['connection minutes are not counted: give averageConnections or connectionMinutes']
        : [],
    limits: [...payloadLimits(api, payloads), ...timeoutLimits(api, traffic)],
  };
}

/** Connection minutes = clients connected on average × hours × 60; undefined when neither is given. */
function minutesOf({ connectionMinutes, averageConnections }: Api, month: Month): Amount | undefined {
  if (connectionMinutes !== undefined) return connectionMinutes.as('minutes of all clients');
  return averageConnections?.as('clients').times(monthHours(month)).times(60).round();
}

/** AWS says that calls are metered by 512 KB, not of which payload. */
function chunkAssumption({ type }: Api, payloads: readonly Amount[]): Assumption[] {
  if (type !== 'http' || Amount.sum(payloads).exact.lte(HTTP_CHUNK.exact)) return [];
  const value = `${Amount.max(payloads)} KB in chunks of ${HTTP_CHUNK} KB`;
  return [{ at: 'responseKb', value, reason: 'the larger of request and response; AWS does not say which is counted' }];
}

function payloadLimits({ type }: Api, payloads: readonly Amount[]): Limit[] {
  const [what, largest] = type === 'websocket' ? ['message', MAX_MESSAGE_KB] : ['request or response', MAX_PAYLOAD_KB];
  const kb = Amount.max(payloads);
  return [{ condition: atMost(largest, kb), reason: `a ${what} of ${kb} KB is above its ${largest} KB` }];
}

function timeoutLimits(
  { type, integrationTimeoutMs = Amount.of(TIMEOUT_MS[type]) }: Api,
  traffic: SimulationContext['traffic'],
): Limit[] {
  if (traffic === null) return [];
  const { durationMs } = traffic;
  const seconds = (ms: Amount) => Number((ms.shown / 1000).toPrecision(3));
  const reason = `a request runs ${seconds(durationMs)} s; it gives up after ${seconds(integrationTimeoutMs)} s`;
  return [{ condition: atMost(integrationTimeoutMs, durationMs), reason }];
}

function meter(api: Api, used: Calls, month: Month): MeteredLine[] {
  const cacheHours = api.cacheHours?.as('h') ?? monthHours(month);
  return METERS.lines([
    ...callRows(api, used),
    ...(api.cacheGb === 0 ? [] : [[`rest-cache-${api.cacheGb}GB`, cacheHours] as const]),
  ]);
}

/** REST: calls as they are. HTTP: calls × ⌈KB / 512⌉. WebSocket: messages in and out × ⌈KB / 32⌉. */
function callRows({ type }: Api, { calls, payloads, connectionMinutes }: Calls): MeterRow<MeterOf<typeof METERS>>[] {
  switch (type) {
    case 'rest':
      return [['rest-requests', calls]];
    case 'http':
      return [['http-requests', calls.times(Amount.max(payloads).inChunksOf(HTTP_CHUNK))]];
    case 'websocket':
      return [
        ['websocket-messages', calls.times(Amount.sum(payloads.map((kb) => kb.inChunksOf(MESSAGE_CHUNK))))],
        ['websocket-connection', connectionMinutes],
      ];
  }
}
