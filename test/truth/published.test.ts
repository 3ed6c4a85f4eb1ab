import { describe, expect, it } from 'vitest';
import { exact } from '../../src/model/decimal.js';
import { outcomesOf, publishedCases } from './published-case.js';

const CASES = publishedCases();

describe('published calculations are reproduced', () => {
  it.each(CASES.map((of) => [of.id, of] as const))('%s', async (_id, published) => {
    const outcomes = await outcomesOf(published);
    expect(outcomes.length).toBeGreaterThan(0);
    for (const { expectation, printed, ours, tolerance } of outcomes) {
      const shown = `${JSON.stringify(expectation)}: ${ours}`;
      if (expectation.ours === undefined) {
        expect(ours.minus(printed).abs().lte(tolerance), shown).toBe(true);
      } else {
        expect(published.differs, 'a case that differs says why').toBeTruthy();
        expect(ours.toString(), shown).toBe(expectation.ours);
        expect(
          ours
            .minus(exact(expectation.usd ?? '0'))
            .abs()
            .lte(tolerance),
          `${shown} is as published`,
        ).toBe(false);
      }
    }
  });

  it('has no case twice', () => {
    const ids = CASES.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('names no reason without a figure that differs', () => {
    const idle = CASES.filter((of) => of.differs !== undefined && of.expect.every(({ ours }) => ours === undefined));
    expect(idle.map(({ id }) => id)).toEqual([]);
  });
});
