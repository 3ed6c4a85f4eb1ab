import * as z from 'zod';
import { asWritten, type Decimal } from '../../model/decimal.js';
import { amount, count } from '../../model/field.js';
import type { Activity } from '../../model/report.js';
import { type MeterOf, type MeterRow, meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { LEAST_PROXY_ACUS } from './database-clients.js';

/** Least vCPUs a proxy is billed for. https://aws.amazon.com/rds/proxy/pricing/ */
const LEAST_VCPUS = 2;

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

type Input = z.output<typeof input>;

/** What a proxy is billed by. */
interface Proxied {
  readonly vcpuHours: Decimal;
  readonly acuHours: Decimal;
}

/** Amazon RDS Proxy: by the vCPUs or ACUs of the databases behind it, which stand before it in the design. */
export const rdsProxy = defineNumericService({
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

function simulate(proxy: Input, { upstream, month }: NumericContext): Simulation<Proxied> {
  const databases = [...upstream].filter(([, of]) => of.databaseVcpus !== undefined || of.acuHours !== undefined);
  const behind = proxy.databaseVcpus === undefined && proxy.databaseAcuHours === undefined ? databases : [];
  const isNothing = behind.length === 0 && proxy.databaseVcpus === undefined && proxy.databaseAcuHours === undefined;
  const vcpus = isNothing ? LEAST_VCPUS : (proxy.databaseVcpus ?? total(behind, (of) => of.databaseVcpus ?? 0));
  const vcpuHours = vcpus === 0 ? 0 : Math.max(LEAST_VCPUS, vcpus) * month.hours;
  const leastAcuHours = LEAST_PROXY_ACUS * month.hours;
  const acuHours =
    proxy.databaseAcuHours === undefined
      ? total(behind, (of) =>
          of.acuHours === undefined ? 0 : (of.proxyAcuHours ?? Math.max(leastAcuHours, of.acuHours)),
        )
      : Math.max(leastAcuHours, proxy.databaseAcuHours);
  return {
    metered: { vcpuHours: asWritten(vcpuHours), acuHours: asWritten(acuHours) },
    activity: { ...(vcpuHours > 0 && { vcpuHours }), ...(acuHours > 0 && { proxiedAcuHours: acuHours }) },
    assumptions: isNothing
      ? [
          {
            at: 'databaseVcpus',
            value: `${LEAST_VCPUS}`,
            reason: 'no database stands before it; the least that is billed',
          },
        ]
      : [],
    warnings: behind
      .filter(([, of]) => of.acuHours !== undefined && of.proxyAcuHours === undefined)
      .map(([name]) => `give ${name} rdsProxy: true, so that it stays awake and is counted hour by hour`),
  };
}

function total(databases: readonly (readonly [string, Activity])[], value: (of: Activity) => number): number {
  return databases.reduce((sum, [, of]) => sum + value(of), 0);
}

function meter(_proxy: Input, { vcpuHours, acuHours }: Proxied): NumericLine[] {
  const rows: MeterRow<MeterOf<typeof METERS>>[] = [
    ['vcpu', vcpuHours, `${vcpuHours} vCPU-hours, at least ${LEAST_VCPUS} vCPU`],
    ['aurora-acu', acuHours, `${acuHours} ACU-hours, at least ${LEAST_PROXY_ACUS} ACU`],
  ];
  return METERS.lines(rows);
}
