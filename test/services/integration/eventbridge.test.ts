import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const bus = (more: object) => ({ service: 'eventbridge', ...more });

describe('eventbridge', () => {
  it('counts an event for every 64 KB, and none less than one', async () => {
    const of = async (eventKb: number) => linesOf(await priceServices([bus({ customEvents: 1_000_000, eventKb })]));
    expect(await of(0)).toEqual(['events-custom 1000000 Events = 1']);
    expect(await of(64)).toEqual(['events-custom 1000000 Events = 1']);
    expect(await of(64.1)).toEqual(['events-custom 2000000 Events = 2']);
    expect(await of(256)).toEqual(['events-custom 4000000 Events = 4']);
  });

  it('reads schemas by 8 KB, 5M of them free', async () => {
    const result = await priceServices([bus({ discoveredEvents: 3_000_000, eventKb: 20 })], { freeTier: true });
    expect(linesOf(result)).toEqual([
      'schema-discovery 9000000 Events = 0.9',
      'schema-discovery -5000000 Events = -0.5',
    ]);
  });

  it('bills delivery to another account beside the event itself', async () => {
    const given = { customEvents: 1_000_000, crossAccountEvents: 1_000_000, crossAccountPartnerEvents: 1_000_000 };
    expect(linesOf(await priceServices([bus(given)]))).toEqual([
      'events-custom 1000000 Events = 1',
      'cross-account-events 1000000 Events = 1',
      'cross-account-partner-events 1000000 Events = 0.05',
    ]);
  });

  it('bills a pipe by batch, after its filter, in chunks of the whole batch', async () => {
    const pipe = { pipeEvents: 1000, pipeMatchShare: 0.5, pipeBatchSize: 10, eventKb: 10 };
    // 50 batches of 100 KB: two chunks each.
    expect(linesOf(await priceServices([bus(pipe)]))).toEqual(['pipes-requests 100 Events = 0.00004']);
  });

  it('takes the requests of the workload as what it is used for', async () => {
    const workload = { requests: 15_000_000, durationMs: 1, requestKb: 100 };
    const of = async (use: string) =>
      linesOf(await priceServices([bus({ use })], { workload, freeTier: true })).map((line) => line.split(' = ')[0]);
    expect(await of('custom-events')).toEqual(['events-custom 30000000 Events']);
    expect(await of('scheduler')).toEqual([
      'scheduler-invocations 15000000 Invocations',
      'scheduler-invocations -14000000 Invocations',
    ]);
  });
});
