import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const queue = (more: object) => ({ service: 'sqs', ...more });

describe('sqs', () => {
  it('counts a request for every 64 KB of a payload, and one without', async () => {
    // Sent, received and deleted: two calls with the message, one without.
    expect(linesOf(await priceServices([queue({ messages: 1_000_000, messageKb: 65 })]))).toEqual([
      'requests-standard 5000000 Requests = 2',
    ]);
  });

  it('sends ten messages in a call, whose payload is counted as one', async () => {
    const batched = { messages: 1_000_000, messageKb: 5, batchSize: 10, queueType: 'fifo' };
    expect(linesOf(await priceServices([queue(batched)]))).toEqual(['requests-fifo 300000 Requests = 0.15']);
  });

  it('shares a million free requests between standard and FIFO', async () => {
    const queues = [queue({ requests: 800_000 }), queue({ requests: 800_000, queueType: 'fifo' })];
    // 200,000 of the FIFO requests are free, 600,000 are not.
    expect((await priceServices(queues, { freeTier: true })).monthlyUsd.toString()).toBe('0.3');
  });

  it('is not feasible above 1 MiB in a call', async () => {
    const workload = { requests: 10, durationMs: 1, requestKb: 200 };
    expect((await priceServices([queue({ batchSize: 5 })], { workload })).infeasible).toEqual([]);
    expect((await priceServices([queue({ batchSize: 6 })], { workload })).infeasible).toHaveLength(1);
  });
});
