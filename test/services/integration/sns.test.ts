import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const topic = (more: object) => ({ service: 'sns', ...more });

describe('sns', () => {
  it('counts a publish for every 64 KB on a standard topic', async () => {
    expect(linesOf(await priceServices([topic({ publishes: 1_000_000, messageKb: 129 })]))).toEqual([
      'requests-standard 3000000 Requests = 1.5',
    ]);
  });

  it('bills publishes and their payload on a FIFO topic', async () => {
    const given = { topicType: 'fifo', publishes: 1_048_576, messageKb: 4 };
    expect(linesOf(await priceServices([topic(given)]))).toEqual([
      'requests-fifo 1048576 Requests = 0.3145728',
      'fifo-payload 4 GB = 0.068',
    ]);
  });

  it('bills deliveries by protocol, each with its own allowance', async () => {
    const given = { httpDeliveries: 200_000, emailDeliveries: 2000, mobilePushDeliveries: 3_000_000 };
    const result = await priceServices([topic(given)], { freeTier: true });
    expect(linesOf(result).filter((_line, index) => index % 2 === 0)).toEqual([
      'delivery-http 200000 Notifications = 0.12',
      'delivery-email 2000 Notifications = 0.04',
      'delivery-mobile-push 3000000 Notifications = 1.5',
    ]);
    expect(result.monthlyUsd.toString()).toBe('1.08');
  });

  it('delivers to queues and functions free', async () => {
    const workload = { requests: 1000, durationMs: 1 };
    const lines = async (httpSubscribers: number) =>
      linesOf(await priceServices([topic({ httpSubscribers })], { workload })).map((line) => line.split(' ')[0]);
    expect(await lines(0)).toEqual(['requests-standard']);
    expect(await lines(2)).toEqual(['requests-standard', 'delivery-http']);
  });
});
