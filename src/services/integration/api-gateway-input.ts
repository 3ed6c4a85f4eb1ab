import * as z from 'zod';
import { amount, count } from '../../model/field.js';

/** Integration timeouts and their limits. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const TIMEOUT_MS = { rest: 29_000, http: 30_000, websocket: 29_000 } as const;
const LONGEST_TIMEOUT_MS = 300_000;

/** The longest integration timeout: it can be raised for regional and private REST APIs. */
export function longestTimeoutMs(api: {
  readonly type: keyof typeof TIMEOUT_MS;
  readonly endpointType: string;
}): number {
  return api.type === 'rest' && api.endpointType !== 'edge' ? LONGEST_TIMEOUT_MS : TIMEOUT_MS[api.type];
}

/** Sizes of a cache in GB, none is 0. https://aws.amazon.com/api-gateway/pricing/ */
const CACHE_GB = [0, 0.5, 1.6, 6.1, 13.5, 28.4, 58.2, 118, 237] as const;

/** Fields of the `api-gateway` service. */
export const apiGatewayInput = z
  .strictObject({
    type: z
      .enum(['http', 'rest', 'websocket'])
      .default('http')
      .meta({ title: 'API', role: 'configuration', reason: 'the cheapest, and enough for most' }),
    requests: count().optional().meta({ title: 'API calls in the month', role: 'direct', unit: 'count' }),
    messages: count().optional().meta({
      title: 'WebSocket messages in the month, sent and received',
      role: 'direct',
      unit: 'count',
    }),
    connectionMinutes: count().optional().meta({
      title: 'Minutes WebSocket clients are connected in the month, all of them',
      role: 'direct',
      unit: 'count',
    }),
    averageConnections: amount(1e9)
      .optional()
      .meta({ title: 'WebSocket clients connected, on average over the month', role: 'simulation', unit: 'count' }),
    requestKb: amount(1e9).optional().meta({
      title: "Size of a request, or of each message given (default: the workload's requestKb)",
      role: 'configuration',
      unit: 'KB',
    }),
    responseKb: amount(1e9)
      .optional()
      .meta({ title: "Size of a response (default: the workload's responseKb)", role: 'configuration', unit: 'KB' }),
    endpointType: z.enum(['regional', 'edge', 'private']).default('regional').meta({
      title: 'Endpoint of a REST API; a private one is reached through a `vpc-endpoint`',
      role: 'configuration',
    }),
    integrationTimeoutMs: amount(LONGEST_TIMEOUT_MS, 50).optional().meta({
      title: 'Integration timeout (default: 29 s, HTTP 30 s)',
      role: 'configuration',
      unit: 'ms',
    }),
    cacheGb: z.literal(CACHE_GB).default(0).meta({ title: 'Cache of a REST API', role: 'configuration', unit: 'GB' }),
    cacheHours: amount(744)
      .optional()
      .meta({ title: 'Hours of the month the cache runs (default: all)', role: 'configuration', unit: 'hours' }),
  })
  .superRefine((api, problems) => {
    const refuse = (field: string, message: string) => problems.addIssue({ code: 'custom', path: [field], message });
    const belongs = (field: keyof typeof api, type: string) => {
      if (api[field] !== undefined && api.type !== type) refuse(field, `belongs to a ${type} API, not ${api.type}`);
    };
    belongs('messages', 'websocket');
    belongs('connectionMinutes', 'websocket');
    belongs('averageConnections', 'websocket');
    if (api.type === 'websocket' && api.requests !== undefined) refuse('requests', 'a websocket API counts messages');
    if (api.type !== 'rest' && api.endpointType !== 'regional') {
      refuse('endpointType', `"${api.endpointType}" is for REST APIs; HTTP and WebSocket APIs are regional`);
    }
    if (api.type !== 'rest' && api.cacheGb !== 0) refuse('cacheGb', 'only REST APIs have a cache');
    if (api.cacheHours !== undefined && api.cacheGb === 0) refuse('cacheHours', 'needs cacheGb');
    const longest = longestTimeoutMs(api);
    if ((api.integrationTimeoutMs ?? 0) > longest) {
      refuse(
        'integrationTimeoutMs',
        `is at most ${longest} ms here: it can be raised for regional and private REST APIs`,
      );
    }
  });

export type ApiGatewayInput = z.output<typeof apiGatewayInput>;
