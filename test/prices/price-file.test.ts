import { describe, expect, it } from 'vitest';
import { EstimatorError } from '../../src/model/errors.js';
import {
  checkPriceFile,
  type PriceFile,
  type PriceRecord,
  parsePrice,
  parsePriceFile,
} from '../../src/prices/price-file.js';

function fileWith(record: object, unit = 'Requests'): PriceFile {
  return parsePriceFile(
    JSON.stringify({
      offer: 'lambda',
      currency: 'USD',
      source: 'https://aws.amazon.com/lambda/pricing/',
      publishedOn: '2026-07-20',
      confidence: 'high',
      meters: { requests: { unit, regions: { 'us-east-1': record } } },
    }),
    'pricing/lambda.json',
  );
}

const price = (record: Partial<Record<keyof PriceRecord, unknown>>) =>
  parsePrice(fileWith(record), 'requests', 'us-east-1', 'Requests');

describe('parsePrice()', () => {
  it('reads a single rate as one tier from 0', () => {
    expect(price({ usdPerUnit: '0.0000002', rateCode: 'A.B.C' })).toMatchObject({
      rateCode: 'A.B.C',
      unit: 'Requests',
    });
    expect(price({ usdPerUnit: '0.0000002' })?.tiers.map((tier) => `${tier.startsAt} ${tier.rate.usdPerUnit}`)).toEqual(
      ['0 0.0000002'],
    );
  });

  it.each([
    ['a number for decimal text', { usdPerUnit: 0.2 }, /write it as text/],
    ['an exponent', { usdPerUnit: '2e-7' }, /must be decimal text/],
    ['a negative price', { usdPerUnit: '-1' }, /must be decimal text/],
    ['no price', {}, /needs either/],
    ['two prices', { usdPerUnit: '1', tiers: [{ startsAt: '0', usdPerUnit: '1' }] }, /needs either/],
    ['no tiers', { tiers: [] }, /is empty/],
    ['a missing first tier', { tiers: [{ startsAt: '5', usdPerUnit: '1' }] }, /a tier is missing/],
    [
      'tiers out of order',
      { tiers: ['0', '9', '9'].map((startsAt) => ({ startsAt, usdPerUnit: '1' })) },
      /tier 3 starts at 9/,
    ],
    ['a date that is none', { usdPerUnit: '1', publishedOn: 'yesterday' }, /must be a date/],
    ['a confidence that is none', { usdPerUnit: '1', confidence: 'certain' }, /must be one of/],
  ])('refuses %s', (_name, record, message) => {
    expect(() => price(record)).toThrow(EstimatorError);
    expect(() => price(record)).toThrow(message);
    expect(checkPriceFile(fileWith(record), {})).toHaveLength(1);
  });

  it('turns a price per second into one per hour, tiers with it, and back', () => {
    const perSecond = fileWith(
      {
        tiers: [
          { startsAt: '0', usdPerUnit: '0.0000254167' },
          { startsAt: '7200', usdPerUnit: '0.00001' },
        ],
      },
      'vCPU-Seconds',
    );
    const tiers = parsePrice(perSecond, 'requests', 'us-east-1', 'vCPU-Hours')?.tiers ?? [];
    expect(tiers.map((tier) => `${tier.startsAt} ${tier.rate.usdPerUnit}`)).toEqual(['0 0.09150012', '2 0.036']);
    const perHour = parsePrice(fileWith({ usdPerUnit: '3.6' }, 'GB-Hours'), 'requests', 'us-east-1', 'GB-Seconds');
    expect(perHour?.tiers[0].rate.usdPerUnit.toDecimalPlaces(30).toFixed()).toBe('0.001');
  });

  it('does not take a price in another unit, meter or region', () => {
    expect(parsePrice(fileWith({ usdPerUnit: '1' }), 'requests', 'us-east-1', 'GB-Seconds')).toBeUndefined();
    expect(parsePrice(fileWith({ usdPerUnit: '1' }), 'requests', 'eu-west-1', 'Requests')).toBeUndefined();
    expect(parsePrice(fileWith({ usdPerUnit: '1' }), 'duration', 'us-east-1', 'Requests')).toBeUndefined();
  });
});

describe('parsePriceFile()', () => {
  it.each(['', '{', '[]', 'null', '"x"', '{"offer":"lambda"}', '{"offer":"lambda","currency":"EUR","meters":{}}'])(
    'refuses %s',
    (text) => {
      expect(() => parsePriceFile(text, 'pricing/lambda.json')).toThrow(/^pricing\/lambda\.json/);
    },
  );
});
