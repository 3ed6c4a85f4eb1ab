import * as z from 'zod';
import { amount, count, share } from '../../model/field.js';
import { clusterFields, clusterProblems } from './aurora-cluster.js';

const instanceClass = () =>
  z.string().regex(/^db\.[a-z0-9-]+\.[a-z0-9]+$/, 'must be an instance class such as db.r6g.large');

/** Fields of the `aurora-provisioned` service. */
export const auroraProvisionedInput = z
  .strictObject({
    instanceClass: instanceClass()
      .default('db.r6g.large')
      .meta({ title: 'Class of the writer', role: 'configuration', reason: 'the least that is not burstable' }),
    readers: count(15).default(0).meta({ title: 'Reader instances', role: 'configuration', unit: 'count' }),
    readerInstanceClass: instanceClass()
      .optional()
      .meta({ title: "Class of the readers (default: the writer's)", role: 'configuration' }),
    hoursPerInstance: amount(744)
      .optional()
      .meta({ title: 'Hours each instance runs in the month (default: all)', role: 'direct', unit: 'hours' }),
    ...clusterFields,
    readShare: share().default(0).meta({
      title: 'Share of the queries that go to the readers',
      role: 'configuration',
      reason: 'readers stand by',
    }),
    queriesPerSecondPerVcpu: amount(1_000_000, 0.001).default(200).meta({
      title: 'Queries per second one vCPU serves',
      role: 'simulation',
      reason: 'short indexed queries of 5 ms CPU',
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
    if (cluster.readers === 0) {
      for (const field of ['readerInstanceClass', 'readShare'] as const) {
        if (cluster[field] !== undefined && cluster[field] !== 0) refuse(field, 'needs readers');
      }
    }
    for (const [field, message] of clusterProblems(cluster)) refuse(field, message);
  });

/** What a service has of these fields once they are checked. */
export type AuroraProvisionedInput = z.output<typeof auroraProvisionedInput>;
