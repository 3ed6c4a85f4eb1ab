import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPriceBook, sha256 } from '../../src/io/price-files.js';
import { feeMeters } from '../../src/prices/percentage-fees.js';
import { checkPriceFile, parsePriceFile } from '../../src/prices/price-file.js';

const book = loadPriceBook();

describe('the price book', () => {
  it('names every file with its hash', () => {
    for (const [path, hash] of Object.entries(book.index.files)) {
      expect(`${path} ${sha256(readFileSync(join('pricing', path), 'utf8'))}`).toBe(`${path} ${hash}`);
    }
  });

  it('holds sound prices only: units, tiers, decimal texts, dates, sources', () => {
    for (const path of Object.keys(book.index.files).filter((file) => file !== 'instance-types.json')) {
      const file = parsePriceFile(readFileSync(join('pricing', path), 'utf8'), path);
      expect(Object.keys(file.meters).length + feeMeters(file.fees ?? []).length).toBeGreaterThan(0);
      expect(checkPriceFile(file, book.index.sources)).toEqual([]);
    }
  });

  it.each([
    ['lambda', 'duration-x86_64', 'GB-Seconds', '0.0000166667'],
    ['fargate', 'vcpu-linux-x86_64', 'vCPU-Hours', '0.04048'],
    ['fargate', 'memory-linux-arm64', 'GB-Hours', '0.00356'],
    ['ec2', 'on-demand-m5.large', 'Hours', '0.096'],
    ['aurora', 'serverless-v2-postgresql-io-optimized', 'ACU-Hours', '0.16'],
    ['ebs', 'gp3-storage', 'GB-Months', '0.08'],
  ] as const)('%s %s is the published price in us-east-1', (offer, meter, unit, usd) => {
    expect(book.price(offer, meter, unit, 'us-east-1').tiers[0].rate.usdPerUnit.toFixed()).toBe(usd);
  });

  it.each(['lambda', 'fargate'])('prices %s in all 36 regions', (offer) => {
    expect(book.regions).toHaveLength(36);
    const meters = offer === 'lambda' ? ['requests-arm64', 'Requests'] : ['vcpu-linux-arm64', 'vCPU-Hours'];
    for (const region of book.regions) {
      expect(() => book.price(offer, meters[0] as string, meters[1] as 'Requests', region)).not.toThrow();
    }
  });

  it('has no price by default: the message names service, meter, region, file and the nearest meter', () => {
    const missing = () => book.price('ec2', 'on-demand-m5.lagre', 'Hours', 'us-east-1');
    expect(missing).toThrow('No Hours price for ec2 "on-demand-m5.lagre" in us-east-1');
    expect(missing).toThrow(
      expect.objectContaining({
        code: 'PRICE_NOT_FOUND',
        hint: expect.stringMatching(/"on-demand-m5\.large".*pricing\/ec2\/us-east-1\.json/),
      }),
    );
    expect(() => book.price('lambda', '__proto__', 'Requests', 'us-east-1')).toThrow(/No Requests price/);
    expect(() => book.price('lambda', 'requests-arm64', 'GB-Seconds', 'us-east-1')).toThrow(/No GB-Seconds price/);
    expect(() => book.price('lambda', 'requests-arm64', 'Requests', 'mars-north-1')).toThrow(/in mars-north-1/);
  });

  it('does not make up the size of an instance type', () => {
    expect(book.instanceType('m7g.large')).toMatchObject({ instanceType: 'm7g.large', vcpu: 2, memoryGb: 8 });
    expect(() => book.instanceType('m7g.lrage')).toThrow(expect.objectContaining({ code: 'INSTANCE_TYPE_UNKNOWN' }));
    expect(() => book.instanceType('constructor')).toThrow(expect.objectContaining({ code: 'INSTANCE_TYPE_UNKNOWN' }));
  });
});

describe('instance types and their shares of a price', () => {
  it('knows interfaces, pods, architecture and the CPU that burstable types sustain', () => {
    expect(book.instanceType('c5.large')).toMatchObject({ awsvpcTasks: 2, trunkingCompatible: true, eksMaxPods: 29 });
    expect(book.instanceType('m5.xlarge')).toMatchObject({ awsvpcTasks: 3, cpuBaseline: 1, architecture: 'x86_64' });
    expect(book.instanceType('t3.medium')).toMatchObject({ cpuBaseline: 0.2, eksMaxPods: 17 });
    expect(book.instanceType('t2.2xlarge')).toMatchObject({ cpuBaseline: 0.17, trunkingCompatible: false });
    expect(book.instanceType('t4g.large')).toMatchObject({ cpuBaseline: 0.3, architecture: 'arm64' });
    const arm = ['c6gn.large', 'x2gd.large', 'im4gn.large', 'g5g.xlarge', 'c8gb.large'];
    const x86 = ['c7i-flex.large', 'g4ad.xlarge', 'gr6.4xlarge', 'u-3tb1.56xlarge', 'm7a.large'];
    expect(arm.map((type) => book.instanceType(type).architecture)).toEqual(arm.map(() => 'arm64'));
    expect(x86.map((type) => book.instanceType(type).architecture)).toEqual(x86.map(() => 'x86_64'));
  });

  it('takes Spot as a share of the on-demand price, where the share is known', () => {
    const spot = book.price('ec2-spot', 'spot-m7g.large', 'Hours', 'us-east-1');
    // 0.0816 on demand, 64 % less on Spot.
    expect(spot.tiers[0].rate.usdPerUnit.toString()).toBe('0.029376');
    for (const path of Object.keys(book.index.files).filter((file) => file.startsWith('ec2-spot/'))) {
      const region = path.replace(/.*\/|\.json/g, '');
      for (const meter of feeMeters(book.file(path)?.fees ?? [])) {
        const { usdPerUnit } = book.price('ec2-spot', meter, 'Hours', region).tiers[0].rate;
        expect(usdPerUnit.gt(0), `${region} ${meter}`).toBe(true);
      }
    }
    expect(spot).toMatchObject({ confidence: 'medium', publishedOn: '2025-07-28', rateCode: null });
    for (const type of ['a1.bogus', 'constructor', '']) {
      expect(() => book.price('ec2-spot', `spot-${type}`, 'Hours', 'us-east-1')).toThrow(/No Hours price/);
    }
  });
});

describe('a price book on disk', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'crossover-prices-'));
    cpSync('pricing', directory, { recursive: true });
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('is refused when a file was changed', () => {
    const path = join(directory, 'lambda.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('0.0000166667', '0.0000000001'));
    const changed = loadPriceBook({ directory });
    expect(() => changed.price('lambda', 'requests-arm64', 'Requests', 'us-east-1')).toThrow(/its sha256 differs/);
    expect(() => changed.price('fargate', 'vcpu-linux-arm64', 'vCPU-Hours', 'us-east-1')).not.toThrow();
  });

  it('is refused when a file is cut off, even with the right hash', () => {
    const path = join(directory, 'fargate.json');
    const half = readFileSync(path, 'utf8').slice(0, 5000);
    writeFileSync(path, half);
    const index = join(directory, 'index.json');
    writeFileSync(index, readFileSync(index, 'utf8').replace(book.index.files['fargate.json'] as string, sha256(half)));
    expect(() => loadPriceBook({ directory }).price('fargate', 'vcpu-linux-arm64', 'vCPU-Hours', 'us-east-1')).toThrow(
      expect.objectContaining({
        code: 'PRICE_FILE_INVALID',
        message: expect.stringMatching(/fargate\.json: is not JSON/),
      }),
    );
  });

  it('carries the hash of its index as its id', () => {
    expect(loadPriceBook({ directory }).id).not.toBe(book.id);
    expect(book.id).toBe(`sha256:${sha256(readFileSync('pricing/index.json', 'utf8'))}`);
  });

  it('lets your own price lie on top, in seconds or hours, and refuses one in another unit', () => {
    const own = (unit: string, usdPerUnit: string) => {
      const path = join(directory, `own-${unit}.json`);
      const meters = { 'vcpu-linux-arm64': { unit, regions: { 'us-east-1': { usdPerUnit } } } };
      const origin = { source: 'https://example.com/contract', publishedOn: '2026-01-01', confidence: 'user' };
      writeFileSync(path, JSON.stringify({ offer: 'fargate', currency: 'USD', ...origin, meters }));
      return loadPriceBook({ overrides: [path] });
    };
    const usd = (laid: typeof book) => {
      const { tiers, confidence } = laid.price('fargate', 'vcpu-linux-arm64', 'vCPU-Hours', 'us-east-1');
      return `${tiers[0].rate.usdPerUnit} ${confidence}`;
    };
    expect(usd(own('vCPU-Hours', '0.03'))).toBe('0.03 user');
    expect(usd(own('vCPU-Seconds', '0.00001'))).toBe('0.036 user');
    expect(() => usd(own('GB-Hours', '0.03'))).toThrow(/is per GB-Hours, but AWS bills it in vCPU-Hours/);
  });
});
