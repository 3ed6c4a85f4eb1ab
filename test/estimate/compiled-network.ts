import fc from 'fast-check';

const whole = (min: number, max: number) => fc.integer({ min, max });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const gb = fc.oneof(whole(0, 3000), fc.constantFrom(0, 0.25, 99.9, 100.5));
const kb = fc.oneof(whole(0, 300), fc.constantFrom(0, 0.5, 12.3));
const seconds = fc.constantFrom(0, 1, 1.5, 300);

/** Designs of the network and database services beside the ones that most designs have, in the words of their own fields. */
export const network: Readonly<Record<string, fc.Arbitrary<object>>> = {
  gwlb: fc.record({
    loadBalancers: whole(1, 3),
    requestsPerConnection: fc.constantFrom(1, 3.3),
    connectionSeconds: seconds,
    activeConnections: maybe(whole(0, 100_000)),
    processedGb: maybe(gb),
    lcuHours: maybe(gb),
  }),
  'aurora-provisioned': fc
    .record({
      engine: fc.constantFrom('mysql', 'postgresql'),
      storageConfiguration: fc.constantFrom('standard', 'io-optimized'),
      instanceClass: fc.constantFrom('db.r6g.large', 'db.r6g.4xlarge', 'db.t4g.medium'),
      readers: whole(0, 2),
      readShare: fc.constantFrom(0, 0.4),
      hoursPerInstance: maybe(fc.constantFrom(0, 0.1, 200.35)),
      queriesPerRequest: fc.constantFrom(1, 3.3),
      ioRequests: maybe(whole(0, 1_000_000)),
      storageGb: gb,
      storageGrowthGb: fc.constantFrom(0, 5.5),
      backupGb: fc.constantFrom(0, 20, 5000),
      dataApiRequests: fc.constantFrom(0, 1000),
    })
    .map(({ readers, readShare, ...cluster }) => ({ ...cluster, readers, readShare: readers === 0 ? 0 : readShare })),
  'rds-proxy': fc.record({
    databaseVcpus: maybe(whole(0, 64)),
    databaseAcuHours: maybe(fc.constantFrom(0, 5840, 12_345.6)),
  }),
};

/** Databases that may be before a service. */
export const databases: readonly (readonly object[])[] = [
  [{ service: 'aurora-serverless', rdsProxy: true }],
  [{ service: 'lambda' }, { service: 'aurora-serverless', averageAcu: 12.3 }],
  [{ service: 'aurora-provisioned', instanceClass: 'db.r6g.xlarge', readers: 1 }],
];

const balancer = {
  loadBalancers: whole(1, 5),
  newConnectionsPerSecond: fc.oneof(whole(0, 5000), fc.constantFrom(0.5, 33.3)),
  activeConnections: whole(0, 200_000),
  processedGb: fc.oneof(gb, whole(0, 100_000)),
  lcuHours: gb,
  connectionSeconds: seconds,
};

/** Numbers of these services, and more numbers of the others, that may vary. */
export const ofNetwork: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<number>>>>> = {
  gwlb: balancer,
  alb: { ...balancer, zones: whole(2, 6), rules: whole(1, 100), ruleEvaluationsPerSecond: whole(0, 100_000) },
  nlb: { ...balancer, zones: whole(1, 6) },
  'aurora-provisioned': {
    readers: whole(0, 5),
    hoursPerInstance: fc.oneof(whole(0, 700), fc.constantFrom(0.1, 0.17, 33.3)),
    storageGb: gb,
    storageGrowthGb: gb,
    ioRequests: whole(0, 1_000_000_000),
    ioPerQuery: fc.constantFrom(0, 0.3, 2),
    queriesPerRequest: fc.constantFrom(0, 1, 3.3),
    backupGb: fc.oneof(gb, whole(0, 10_000)),
    snapshotExportGb: gb,
    dataApiRequests: whole(0, 1_000_000),
    dataApiKb: kb,
  },
  'rds-proxy': {
    databaseVcpus: whole(0, 100),
    databaseAcuHours: fc.oneof(whole(0, 20_000), fc.constantFrom(0.1, 5840)),
  },
  'data-transfer': {
    internetOutGb: fc.oneof(gb, whole(0, 600_000)),
    crossAzGb: gb,
    interRegionGb: gb,
    responseKb: kb,
    crossAzKb: kb,
    interRegionKb: kb,
  },
  'nat-gateway': { gateways: whole(1, 9), gbPerMonth: gb, requestKb: kb, responseKb: kb },
  'public-ipv4': {
    addresses: whole(0, 50),
    hoursPerAddress: fc.constantFrom(0, 0.5, 100, 730),
    idleAddresses: whole(0, 9),
  },
  'vpc-endpoint': {
    endpoints: whole(1, 9),
    zones: whole(1, 6),
    gbPerMonth: fc.oneof(gb, whole(0, 6_000_000)),
    requestKb: kb,
    responseKb: kb,
  },
};
