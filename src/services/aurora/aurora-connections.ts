import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { ClosedForm } from '../../model/closed-form.js';
import type { TriedRange } from './aurora-serverless-month.js';

type Engine = 'mysql' | 'postgresql';

/**
 * Default max_connections by maximum ACUs. It depends on the maximum, not on the capacity of the moment.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html#aurora-serverless-v2.max-connections
 */
const BY_MAX_ACU = [
  { acus: 1, mysql: 90, postgresql: 189 },
  { acus: 4, mysql: 135, postgresql: 823 },
  { acus: 8, mysql: 1000, postgresql: 1669 },
  { acus: 16, mysql: 2000, postgresql: 3360 },
  { acus: 32, mysql: 3000, postgresql: 5000 },
  { acus: 64, mysql: 4000, postgresql: 5000 },
  { acus: 128, mysql: 5000, postgresql: 5000 },
] as const;

/** A PostgreSQL cluster with a minimum of 0 or 0.5 ACU allows no more, same page. */
const SMALL_POSTGRESQL = 2000;

/**
 * Connections that Aurora Serverless v2 allows unless the parameter is changed. Between two rows of AWS's table the lower
 * one is taken.
 */
export function maxConnections(engine: Engine, { minAcu, maxAcu }: TriedRange): number {
  const allowed = (BY_MAX_ACU.findLast(({ acus }) => acus <= maxAcu) ?? BY_MAX_ACU[0])[engine];
  return engine === 'postgresql' && minAcu <= 0.5 ? Math.min(allowed, SMALL_POSTGRESQL) : allowed;
}

/** The same as an amount. */
export function connectionsOf(engine: Engine, { minAcu, maxAcu }: Amounts<TriedRange>): Amount {
  return Amount.closedForm(ALLOWED[engine], [minAcu, maxAcu]);
}

const allowedOf = (engine: Engine): ClosedForm => ({
  name: `max_connections of ${engine}`,
  compute: (minAcu = 0, maxAcu = 0) => maxConnections(engine, { minAcu, maxAcu }),
  isWhole: true,
  directions: ['rising', 'rising'],
});
const ALLOWED = { mysql: allowedOf('mysql'), postgresql: allowedOf('postgresql') };
