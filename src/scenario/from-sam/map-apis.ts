import type { Field, Mapper, Mapping } from './mapping.js';
import { entry } from './template.js';

const http = { kind: 'http' } as const;

/** Maps an API Gateway API, with the cache of its stages. */
function gateway(type: 'rest' | 'http' | 'websocket', mapping: Mapping) {
  return {
    service: 'api-gateway',
    name: mapping.resource.id,
    trigger: type === 'websocket' ? ({ kind: 'websocket' } as const) : http,
    fields: {
      type,
      ...(type === 'rest' && { endpointType: endpointType(mapping), cacheGb: cacheGb(mapping) }),
      ...(type === 'websocket' && { averageConnections: 100 }),
    },
    ...(type === 'websocket' && { placeholders: { averageConnections: 'clients connected, on average' } }),
  };
}

function endpointType({ properties }: Mapping): Field | undefined {
  const type = properties.text('EndpointConfiguration.Type') ?? properties.text('EndpointConfiguration.Types.0');
  return (type ?? properties.text('EndpointConfiguration'))?.toLowerCase();
}

/** The cache size: SAM gives it at the API, CloudFormation at a stage. */
function cacheGb({ resource, links }: Mapping): number | undefined {
  const stages = links.referring('AWS::ApiGateway::Stage', 'RestApiId', resource.id);
  const cached = [resource.properties, ...stages.map((stage) => stage.properties)].find(
    (properties) => `${entry(properties, 'CacheClusterEnabled')}` === 'true',
  );
  return cached === undefined ? undefined : Number(entry(cached, 'CacheClusterSize') ?? 0.5);
}

const apiV2: Mapper = (mapping) => [
  gateway(mapping.properties.text('ProtocolType') === 'WEBSOCKET' ? 'websocket' : 'http', mapping),
];

const appsync: Mapper = (mapping) => {
  const { resource, links, properties } = mapping;
  const [cache] = links.referring('AWS::AppSync::ApiCache', 'ApiId', resource.id);
  // SMALL and LARGE_2X, and the older T2_SMALL, which has no price here.
  const size = `${entry(cache?.properties, 'Type') ?? properties.text('Cache.Type') ?? 'none'}`.toLowerCase();
  const api = resource.type === 'AWS::AppSync::Api' ? 'events' : 'graphql';
  return [
    {
      service: 'appsync',
      name: resource.id,
      trigger: http,
      fields: {
        api,
        cache: size.replace(/^large_(\d+)x$/, '$1xlarge'),
        subscribersPerRequest: 0,
        averageConnections: 0,
      },
      placeholders: {
        subscribersPerRequest: 'subscribers that get an update',
        averageConnections: 'clients connected for updates',
      },
    },
  ];
};

const loadBalancer: Mapper = ({ resource, properties, remark }) => {
  const type = properties.text('Type') ?? 'application';
  const service = { application: 'alb', network: 'nlb', gateway: 'gwlb' }[type];
  if (service === undefined) {
    remark('left-out', `a load balancer of type ${type}`);
    return [];
  }
  const zones = properties.list('Subnets').length || properties.list('SubnetMappings').length || undefined;
  const scheme = properties.text('Scheme');
  return [{ service, name: resource.id, trigger: http, fields: service === 'gwlb' ? {} : { scheme, zones } }];
};

/** APIs and load balancers. */
export const API_MAPPERS: Readonly<Record<string, Mapper>> = {
  'AWS::Serverless::Api': (mapping) => [gateway('rest', mapping)],
  'AWS::ApiGateway::RestApi': (mapping) => [gateway('rest', mapping)],
  'AWS::Serverless::HttpApi': (mapping) => [gateway('http', mapping)],
  'AWS::ApiGatewayV2::Api': apiV2,
  'AWS::Serverless::WebSocketApi': (mapping) => [gateway('websocket', mapping)],
  'AWS::AppSync::GraphQLApi': appsync,
  'AWS::Serverless::GraphQLApi': appsync,
  'AWS::AppSync::Api': appsync,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': loadBalancer,
};
