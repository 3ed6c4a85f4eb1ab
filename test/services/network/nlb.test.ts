import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const of = (more: object = {}) => ({ service: 'nlb', ...more });

describe('nlb', () => {
  it('bills its hours and an address in each zone; one zone is enough', async () => {
    expect(linesOf(await priceServices([of({ zones: 1 })]))).toEqual([
      'nlb-hour 730 Hours = 16.425',
      'public-ipv4-in-use 730 Hours = 3.65',
    ]);
  });

  it.each([
    ['tcp', { newConnectionsPerSecond: 800 }],
    ['tcp', { activeConnections: 100_000 }],
    ['udp', { newConnectionsPerSecond: 400 }],
    ['udp', { activeConnections: 50_000 }],
    ['tls', { newConnectionsPerSecond: 50 }],
    ['tls', { activeConnections: 3000 }],
    ['tcp', { processedGb: 730, newConnectionsPerSecond: 799, activeConnections: 99_999 }],
  ])('%s: %o are one NLCU', async (protocol, given) => {
    const result = await priceServices([of({ protocol, scheme: 'internal', ...given })]);
    expect(linesOf(result)[1]).toBe('nlb-lcu 730 LCU-Hours = 4.38');
  });

  it('takes bytes and connections from the workload', async () => {
    // 65,536 × 16 KB = 1 GB an hour; 18.2 flows a second are a 44th of an NLCU of TCP.
    const workload = { requests: 65_536 * 730, durationMs: 20, requestKb: 4, responseKb: 12 };
    const tcp = await priceServices([of()], { workload });
    expect(linesOf(tcp)[1]).toBe('nlb-lcu 730 LCU-Hours = 4.38');
    expect(tcp.lines[1]?.derivation).toContain('processed bytes');
  });
});

describe('gwlb', () => {
  it('bills hours and the highest dimension, no public address', async () => {
    const result = await priceServices([{ service: 'gwlb', newConnectionsPerSecond: 600, activeConnections: 120_000 }]);
    expect(linesOf(result)).toEqual(['gwlb-hour 730 Hours = 9.125', 'gwlb-lcu 1460 LCU-Hours = 5.84']);
  });
});
