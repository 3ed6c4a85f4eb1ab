import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const proxy = { service: 'rds-proxy' };
const proxyLines = async (...before: object[]) =>
  linesOf(await priceServices([...before, proxy])).filter((line) => /^(vcpu|aurora-acu) /.test(line));

describe('rds-proxy', () => {
  it('bills the vCPUs of the instances before it', async () => {
    const cluster = { service: 'aurora-provisioned', instanceClass: 'db.r6g.xlarge', readers: 1 };
    // 2 × 4 vCPU × 730 h × 0.015.
    expect(await proxyLines(cluster)).toEqual(['vcpu 5840 vCPU-Hours = 87.6']);
  });

  it('bills the ACUs of a Serverless cluster, 8 at least', async () => {
    const cluster = (averageAcu: number) => ({ service: 'aurora-serverless', averageAcu, rdsProxy: true });
    expect(await proxyLines(cluster(0.5))).toEqual(['aurora-acu 5840 ACU-Hours = 87.6']);
    expect(await proxyLines(cluster(12))).toEqual(['aurora-acu 8760 ACU-Hours = 131.4']);
    expect(await proxyLines(cluster(100.7))).toEqual(['aurora-acu 73511 ACU-Hours = 1102.665']);
  });

  it('counts the least hour by hour, and asks for what it needs to know', async () => {
    const workload = {
      requests: 3_600_000,
      durationMs: 50,
      shape: { type: 'weekly', weights: Array.from({ length: 168 }, (_, hour) => (hour === 0 ? 1 : 0)) },
    };
    // One busy hour a week and five of them in 730 h: 720,000 requests × 10 queries / 3600 s = 2,000 a second, 20 ACU.
    const of = (rdsProxy: boolean) =>
      priceServices([{ service: 'aurora-serverless', queriesPerRequest: 10, rdsProxy }, proxy], { workload });
    const known = await of(true);
    const hours = Number(known.activity['rds-proxy']?.proxiedAcuHours);
    expect(hours).toBeGreaterThan(725 * 8 + 5 * 19);
    expect(hours).toBeLessThan(720 * 8 + 10 * 20);
    expect(known.warnings).toEqual([]);
    expect((await of(false)).warnings.join()).toContain('give aurora-serverless rdsProxy: true');
  });

  it('takes what is given, and 2 vCPU without a database', async () => {
    expect(linesOf(await priceServices([{ ...proxy, databaseVcpus: 1 }]))).toEqual(['vcpu 1460 vCPU-Hours = 21.9']);
    expect(linesOf(await priceServices([{ ...proxy, databaseAcuHours: 10_000 }]))).toEqual([
      'aurora-acu 10000 ACU-Hours = 150',
    ]);
    const alone = await priceServices([proxy]);
    expect(linesOf(alone)).toEqual(['vcpu 1460 vCPU-Hours = 21.9']);
    expect(alone.assumptions.map(({ value }) => value)).toContain('2');
  });
});
