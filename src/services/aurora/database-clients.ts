import type { Activity } from '../../model/report.js';

/** Least ACUs that RDS Proxy is billed for before a Serverless v2 cluster. https://aws.amazon.com/rds/proxy/pricing/ */
export const LEAST_PROXY_ACUS = 8;

/** What stands before a database in a design, and connects to it. */
export interface DatabaseClients {
  /** Names of the services that run all the time and so keep a pool of connections open. */
  readonly holders: readonly string[];
  /** Most connections at a time. */
  readonly connections: number;
}

/**
 * Reads the activity of the services before a database: each running task, or instance whose tasks are not known, has a
 * pool of connections; each environment of a function has one. Runs of a task that come and go hold nothing for long.
 */
export function databaseClients(upstream: ReadonlyMap<string, Activity>, connectionsPerTask: number): DatabaseClients {
  const holders: string[] = [];
  let connections = 0;
  for (const [name, activity] of upstream) {
    const { peakTasks, averageInstances = 0, invocations } = activity;
    const pools = peakTasks ?? Math.ceil(averageInstances);
    if (pools > 0) holders.push(name);
    connections += pools * connectionsPerTask + (invocations === undefined ? 0 : environmentsOf(activity));
  }
  return { holders, connections };
}

function environmentsOf({ averageEnvironments = 0, peakEnvironments = 0, peakConcurrency = 0 }: Activity): number {
  return Math.ceil(Math.max(averageEnvironments, peakEnvironments, peakConcurrency));
}
