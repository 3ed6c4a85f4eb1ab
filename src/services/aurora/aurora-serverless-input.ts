import * as z from 'zod';
import { amount, count, positive, share } from '../../model/field.js';
import { clusterFields, clusterProblems } from './aurora-cluster.js';

/** Aurora Serverless v2 goes from 0 or 0.5 to 256 ACU in steps of a half. https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html */
export const MAX_ACU = 256;
/** The maximum may not be less, same page. */
export const LOWEST_MAX_ACU = 1;

const acu = (min: number) => z.union([amount(MAX_ACU, min).multipleOf(0.5), z.literal('auto')]);

/** Fields of the `aurora-serverless` service. */
export const auroraServerlessInput = z
  .strictObject({
    acuHours: amount(1e9)
      .optional()
      .meta({ title: 'ACU-hours in the month, of all instances', role: 'direct', unit: 'hours' }),
    averageAcu: amount(100_000)
      .optional()
      .meta({ title: 'ACUs on average over the month, of all instances', role: 'direct' }),
    ...clusterFields,
    minAcu: acu(0).optional().meta({
      title: 'Least capacity; 0 lets it pause; auto: the least that meets the service level (default: 0.5)',
      role: 'configuration',
    }),
    maxAcu: acu(LOWEST_MAX_ACU).optional().meta({
      title: 'Most capacity; auto: the least that meets the service level (default: 256)',
      role: 'configuration',
    }),
    readers: count(15).default(0).meta({ title: 'Reader instances', role: 'configuration', unit: 'count' }),
    readerTier: count(15).default(1).meta({
      title: 'Failover priority of the readers: 0 and 1 follow the writer, 2 to 15 scale alone',
      role: 'configuration',
      reason: "AWS's default",
    }),
    readShare: share().default(0).meta({
      title: 'Share of the queries that go to the readers',
      role: 'configuration',
      reason: 'readers stand by',
    }),
    // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ServerlessV2ScalingConfiguration.html
    autoPauseS: count(86_400, 300).default(300).meta({
      title: 'Time without a connection after which it pauses',
      role: 'configuration',
      unit: 's',
      reason: "AWS's default",
    }),
    rdsProxy: z.boolean().default(false).meta({
      title: 'RDS Proxy stands before it: shares connections, and keeps it awake',
      role: 'configuration',
    }),
    connectionsHeld: z.boolean().optional().meta({
      title: 'Idle connections are held all month and keep it awake (default: by containers, instances and RDS Proxy)',
      role: 'simulation',
    }),
    maxConnections: count(100_000, 1).optional().meta({
      title: "Most connections (default: AWS's max_connections for maxAcu)",
      role: 'configuration',
      unit: 'count',
    }),
    queriesPerSecondPerAcu: amount(1_000_000, 0.001).default(100).meta({
      title: 'Queries per second one ACU serves',
      role: 'simulation',
      reason: 'AWS publishes no figure; short indexed queries of 5 ms CPU on half a vCPU',
    }),
    workingSetGb: amount(512).default(0).meta({
      title: 'Data that must stay in memory: holds capacity at an ACU for every 2 GB while it runs',
      role: 'simulation',
      unit: 'GB',
      reason: 'capacity follows the queries alone',
    }),
    acuDoublingS: positive(3600).default(60).meta({
      title: 'Time in which capacity doubles at most',
      role: 'simulation',
      unit: 's',
      reason: 'AWS publishes no rate; more capacity grows faster',
    }),
    acuHalvingS: positive(86_400).default(300).meta({
      title: 'Time in which capacity halves at most',
      role: 'simulation',
      unit: 's',
      reason: 'AWS publishes no rate; memory is given back slowly',
    }),
    // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html
    resumeS: amount(600).default(15).meta({
      title: 'Time to resume from a pause',
      role: 'simulation',
      unit: 's',
      reason: 'about what AWS says',
    }),
    longResumeS: amount(600).default(30).meta({
      title: 'Time to resume from a pause of more than a day',
      role: 'simulation',
      unit: 's',
      reason: 'AWS: 30 s or longer',
    }),
    connectionIdleS: amount(86_400).default(0).meta({
      title: 'Time a connection stays open after its request',
      role: 'simulation',
      unit: 's',
      reason: 'closed with the request; a function that keeps it holds it some minutes',
    }),
    connectionsPerTask: count(10_000).default(10).meta({
      title: 'Connections of the pool of one task or instance before it',
      role: 'simulation',
      unit: 'count',
      reason: 'a common size of a pool',
    }),
    patienceS: amount(86_400).default(30).meta({
      title: 'Longest that an http request waits for the database before it is lost',
      role: 'simulation',
      unit: 's',
      reason: 'longest integration of an HTTP API',
    }),
  })
  .superRefine((cluster, problems) => {
    const refuse = (field: string, message: string) => problems.addIssue({ code: 'custom', path: [field], message });
    const { minAcu, maxAcu } = cluster;
    if (cluster.acuHours !== undefined && cluster.averageAcu !== undefined) {
      refuse('averageAcu', 'give either acuHours or averageAcu');
    }
    if (typeof minAcu === 'number' && minAcu > (typeof maxAcu === 'number' ? maxAcu : MAX_ACU)) {
      refuse('maxAcu', `is below minAcu (${minAcu})`);
    }
    if (cluster.readShare > 0 && cluster.readers === 0) refuse('readShare', 'needs readers');
    for (const [field, message] of clusterProblems(cluster)) refuse(field, message);
  });

/** What a service has of these fields once they are checked. */
export type AuroraServerlessInput = z.output<typeof auroraServerlessInput>;
