import type { Mapper } from './placing.js';

/** Stands in for what leaves a VPC, of which a template says nothing. */
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
    placeholders: { gbPerMonth: 'GB that go through all of them, both ways' },
    counted: 'gateways',
  },
];

const endpoint: Mapper = ({ properties, remark }) => {
  const type = properties.text('VpcEndpointType') ?? 'Gateway';
  // A gateway endpoint costs nothing.
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
 * Ways out of a VPC, and proxies, which are billed by the databases before them in the design. Public addresses are
 * billed with what uses them.
 */
export const NETWORK_MAPPERS: Readonly<Record<string, Mapper>> = {
  'AWS::EC2::NatGateway': nat,
  'AWS::EC2::VPCEndpoint': endpoint,
  'AWS::RDS::DBProxy': ({ resource }) => [{ service: 'rds-proxy', name: resource.id, fields: {} }],
};
