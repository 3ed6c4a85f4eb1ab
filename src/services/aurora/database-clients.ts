import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { Activity } from '../../model/report.js';

/** Minimum ACUs that RDS Proxy is billed for before a Serverless v2 cluster. https://aws.amazon.com/rds/proxy/pricing/ */
export const MIN_PROXY_ACUS = Amount.of(8, 'ACU');

/** What connects to a database: services before it in the design. */
export interface DatabaseClients {
  /** Names of the services that run all the time and so keep a pool of connections open. */
  readonly holders: readonly string[];
  /** Pools of all of them. */
  readonly pools: Amount;
  /** Most connections at a time. */
  readonly connections: Amount;
}

type Upstream = ReadonlyMap<string, Amounts<Activity>>;

/**
 * Reads the activity of the services before a database: each running task, or instance whose tasks are not known, has a
 * pool of connections; each environment of a function has one. Runs of a task that come and go hold nothing for long.
 */
export function databaseClients(upstream: Upstream, connectionsPerTask: Amount): DatabaseClients {
  const clients = [...upstream].map(([name, activity]) => ({ name, pools: poolsOf(activity) }));
  const pools = Amount.sum(clients.map((client) => client.pools));
  return {
    holders: clients.filter((client) => client.pools.exact.gt(0)).map(({ name }) => name),
    pools,
    connections: Amount.sum([...upstream.values()].map(environmentsOf)).plus(pools.times(connectionsPerTask)),
  };
}

function poolsOf({ peakTasks, averageInstances = Amount.ZERO }: Amounts<Activity>): Amount {
  return peakTasks ?? averageInstances.ceil();
}

function environmentsOf(activity: Amounts<Activity>): Amount {
  const { invocations, averageEnvironments = 0, peakEnvironments = 0, peakConcurrency = 0 } = activity;
  if (invocations === undefined) return Amount.ZERO;
  return Amount.max([averageEnvironments, peakEnvironments, peakConcurrency]).ceil();
}
