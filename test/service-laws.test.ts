import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldMeta } from '../src/model/field.js';
import { UNITS } from '../src/model/unit.js';
import { loadServices } from '../src/services/index.js';
import { priceServices } from './price-services.js';
import { runs } from './property-runs.js';

/** Fields without which a service cannot be placed in a design. */
const NEEDED: Readonly<Record<string, object>> = {};

const services = await loadServices();
const workload = fc.record({
  requests: fc.integer({ min: 0, max: 20_000_000 }),
  durationMs: fc.integer({ min: 1, max: 2_000 }),
  memoryMb: fc.integer({ min: 1, max: 200 }),
  requestKb: fc.integer({ min: 0, max: 100 }),
  responseKb: fc.integer({ min: 0, max: 100 }),
});

/** `on-demand-<instanceType>` covers `on-demand-m5.large`. */
function covers(pattern: string, meter: string): boolean {
  const parts = pattern.split(/<\w+>/).map((part) => part.replace(/[.\\+*?[^\]$(){}=!<>|:-]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`).test(meter);
}

// What holds of every service, known and yet to come.
describe.each(services.map((service) => [service.id, service] as const))('%s', (id, service) => {
  const placed = { service: id, ...NEEDED[id] };

  it('says what it is, where AWS prices it, and what is not modelled', () => {
    expect(service.summary).toMatch(/^[A-Z].+\.$/);
    expect(service.pricingUrl).toMatch(/^https:\/\/aws\.amazon\.com\//);
    expect(new Set(service.notModelled).size).toBe(service.notModelled.length);
    for (const { unit, description } of service.meters) {
      expect(UNITS).toContain(unit);
      expect(description).not.toBe('');
    }
  });

  it('describes every field', () => {
    for (const [field, schema] of Object.entries(service.input.shape)) {
      const meta = fieldMeta(schema as never);
      expect(meta?.title, field).toMatch(/^[A-Zv(]/);
      expect(meta?.role, field).toBeDefined();
    }
  });

  it('bills nothing but the hours it stands there when nothing is asked of it', async () => {
    const { lines } = await priceServices([placed]);
    const billed = lines.filter(({ listCost }) => !listCost.isZero());
    for (const { meter, pricingQuantity } of billed) expect(pricingQuantity.unit, meter).toMatch(/Hours$|-Months$/);
  });

  it('meters no less for more requests, in meters it lists, in whole or positive amounts', async () => {
    await fc.assert(
      fc.asyncProperty(workload, fc.integer({ min: 0, max: 20_000_000 }), async (less, extra) => {
        const more = { ...less, requests: less.requests + extra };
        const [a, b] = await Promise.all([
          priceServices([placed], { workload: less }),
          priceServices([placed], { workload: more }),
        ]);
        expect(b.monthlyUsd.gte(a.monthlyUsd), `${a.monthlyUsd} > ${b.monthlyUsd}`).toBe(true);
        for (const { offer, meter, pricingQuantity, listCost } of b.lines) {
          expect(pricingQuantity.amount.isNegative() || listCost.isNegative()).toBe(false);
          const listed = service.meters.some((of) => of.offer === offer && covers(of.meter, meter));
          expect(listed, `${offer} ${meter} is not among its meters`).toBe(true);
        }
      }),
      runs(25),
    );
  });

  it('costs the same twice, and never less without the free tier', async () => {
    const asked = { requests: 3_000_000, durationMs: 50, memoryMb: 20, requestKb: 4, responseKb: 16 };
    const [once, twice, free] = await Promise.all([
      priceServices([placed], { workload: asked }),
      priceServices([placed], { workload: asked }),
      priceServices([placed], { workload: asked, freeTier: true }),
    ]);
    expect(twice.monthlyUsd.eq(once.monthlyUsd)).toBe(true);
    expect(free.monthlyUsd.lte(once.monthlyUsd)).toBe(true);
    expect(free.monthlyUsd.isNegative()).toBe(false);
  });
});
