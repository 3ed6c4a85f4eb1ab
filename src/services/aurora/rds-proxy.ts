import * as z from 'zod';
import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount, count } from '../../model/field.js';
import type { Activity } from '../../model/report.js';
import { isUsed, meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { monthHours } from '../traffic-units.js';
import { MIN_PROXY_ACUS } from './database-clients.js';

/** Minimum vCPUs that a proxy is billed for. https://aws.amazon.com/rds/proxy/pricing/ */
const MIN_VCPUS = Amount.of(2, 'vCPU');

const METERS = meterTable('rds-proxy', {
  vcpu: ['vCPU-Hours', 'RDS Proxy (per vCPU)'],
  'aurora-acu': ['ACU-Hours', 'RDS Proxy (Aurora Serverless v2, per ACU)'],
});

const input = z.strictObject({
  databaseVcpus: count(100_000)
    .optional()
    .meta({ title: 'vCPUs of the instances behind it (default: of the databases before it)', role: 'direct' }),
  databaseAcuHours: amount(1e9).optional().meta({
    title: 'ACU-hours of the Serverless v2 cluster behind it (default: of the databases before it)',
    role: 'direct',
    unit: 'hours',
  }),
});

type Proxy = Amounts<z.output<typeof input>>;

/** What a proxy is billed by. */
interface Proxied {
  readonly vcpuHours: Amount;
  readonly acuHours: Amount;
}

/** Amazon RDS Proxy: by the vCPUs or ACUs of the databases that come before it in the design. */
export const rdsProxy = defineService({
  id: 'rds-proxy',
  serviceName: 'Amazon RDS Proxy',
  pricingUrl: 'https://aws.amazon.com/rds/proxy/pricing/',
  summary: 'Pools and shares the connections to a database, billed by the size of the database.',
  notModelled: ['additional endpoints', 'time the proxy adds to a query'],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(proxy: Proxy, { upstream, month }: SimulationContext): Simulation<Proxied> {
  const { databaseVcpus, databaseAcuHours } = proxy;
  const isGiven = databaseVcpus !== undefined || databaseAcuHours !== undefined;
  const databases = [...upstream].filter(([, of]) => of.databaseVcpus !== undefined || of.acuHours !== undefined);
  const behind = isGiven ? [] : databases;
  const isNothing = !isGiven && databases.length === 0;
  const vcpus = isNothing ? MIN_VCPUS : (databaseVcpus ?? total(behind, (of) => of.databaseVcpus)).as('vCPU');
  const vcpuHours = vcpus.isZero() ? Amount.ZERO : vcpus.max(MIN_VCPUS).times(monthHours(month));
  const minAcuHours = MIN_PROXY_ACUS.times(monthHours(month));
  const acuHours =
    databaseAcuHours?.as('ACU-hours').max(minAcuHours) ??
    total(behind, (of) => of.proxyAcuHours?.as('ACU-hours') ?? of.acuHours?.as('ACU-hours').max(minAcuHours));
  return {
    metered: { vcpuHours, acuHours },
    activity: { ...(isUsed(vcpuHours) && { vcpuHours }), ...(isUsed(acuHours) && { proxiedAcuHours: acuHours }) },
    assumptions: isNothing
      ? [
          {
            at: 'databaseVcpus',
            value: `${MIN_VCPUS}`,
            reason: 'no database comes before it; the minimum that is billed',
          },
        ]
      : [],
    warnings: behind
      .filter(([, of]) => of.acuHours !== undefined && of.proxyAcuHours === undefined)
      .map(([name]) => `give ${name} rdsProxy: true, so that it stays awake and is counted hour by hour`),
  };
}

type Database = readonly [name: string, activity: Amounts<Activity>];

function total(databases: readonly Database[], value: (of: Amounts<Activity>) => Amount | undefined): Amount {
  return Amount.sum(databases.map(([, of]) => value(of) ?? Amount.ZERO));
}

function meter(_proxy: Proxy, { vcpuHours, acuHours }: Proxied): MeteredLine[] {
  return METERS.lines([
    ['vcpu', vcpuHours],
    ['aurora-acu', acuHours],
  ]);
}
