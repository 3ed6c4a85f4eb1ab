import type { Mapper } from './mapping.js';

/** The guessed outbound traffic of a VPC, which a template does not contain. */
const GUESSED_GB = 100;

const nat: Mapper = ({ properties }) => [
  {
    service: 'nat-gateway',
    name: 'nat-gateway',
    fields: {
      gateways: 1,
      connectivity: properties.text('ConnectivityType') === 'private' ? 'private' : undefined,
      gbPerMonth: GUESSED_GB,
    },
    placeholders: { gbPerMonth: 'GB through all gateways, in both directions' },
    counted: 'gateways',
  },
];

const endpoint: Mapper = ({ properties, remark }) => {
  const type = properties.text('VpcEndpointType') ?? 'Gateway';
  // Gateway endpoints are free.
  if (type === 'Gateway') return [];
  if (type !== 'Interface') {
    remark('left-out', `a VPC endpoint of type ${type}`);
    return [];
  }
  const zones = properties.list('SubnetIds').length || undefined;
  return [
    {
      service: 'vpc-endpoint',
      name: 'vpc-endpoint',
      fields: { type: 'interface', endpoints: 1, zones },
      counted: 'endpoints',
    },
  ];
};

/**
 * NAT gateways, VPC endpoints and database proxies; a proxy is billed by the databases before it in the design. Public
 * addresses are billed with the service that uses them.
 */
export const NETWORK_MAPPERS: Readonly<Record<string, Mapper>> = {
  'AWS::EC2::NatGateway': nat,
  'AWS::EC2::VPCEndpoint': endpoint,
  'AWS::RDS::DBProxy': ({ resource }) => [{ service: 'rds-proxy', name: resource.id, fields: {} }],
};
