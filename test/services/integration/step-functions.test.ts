import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const machine = (more: object) => ({ service: 'step-functions', ...more });

describe('step-functions', () => {
  it('bills each state a standard workflow enters', async () => {
    const given = { executions: 1000, transitionsPerExecution: 7.5 };
    expect(linesOf(await priceServices([machine(given)]))).toEqual([
      'standard-transition 7500 State-Transitions = 0.1875',
    ]);
  });

  it('rounds an express execution up to 100 ms and 64 MB', async () => {
    const express = (durationMs: number, memoryMb: number) =>
      priceServices([machine({ workflowType: 'express', executions: 1_024_000, durationMs, memoryMb })]);
    // 1,024,000 × 0.1 s × 64 MB / 1024 are 6,400 GB-seconds.
    expect(linesOf(await express(1, 1))[1]).toMatch(/^express-duration 6400 GB-Seconds/);
    expect(linesOf(await express(100, 64))[1]).toMatch(/^express-duration 6400 GB-Seconds/);
    expect(linesOf(await express(101, 65))[1]).toMatch(/^express-duration 25600 GB-Seconds/);
  });

  it('takes duration from the workload, and five minutes at most', async () => {
    const of = (durationMs: number) =>
      priceServices([machine({ workflowType: 'express' })], { workload: { requests: 1000, durationMs } });
    expect((await of(300_000)).infeasible).toEqual([]);
    expect((await of(300_001)).infeasible.join()).toContain('an express workflow ends after 300 s');
  });
});
