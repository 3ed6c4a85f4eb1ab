import { describe, expect, it } from 'vitest';
import { delayProblems, latencyProblems, lossProblems, zoneProblems } from '../../src/services/service-level.js';
import type { ServiceLevel, Traffic, Trigger } from '../../src/workload/traffic.js';

function asked(serviceLevel: ServiceLevel, trigger: Trigger = 'http'): Traffic {
  return {
    requests: 1000,
    requestsPerSecond: 1,
    trigger,
    durationMs: 100,
    cpuMs: 100,
    memoryMb: 20,
    requestKb: 2,
    responseKb: 10,
    serviceLevel,
  };
}

describe('service level', () => {
  it('requires nothing by default except that hardly any http request is lost', () => {
    expect(latencyProblems(1e9, asked({}))).toEqual([]);
    expect(delayProblems(1e9, asked({}, 'queue'))).toEqual([]);
    expect(zoneProblems(1, asked({}), 'minTasks')).toEqual([]);
    expect(lossProblems(0.001, asked({}), 'maxTasks 1')).toEqual([]);
    expect(lossProblems(0.0011, asked({}), 'maxTasks 1')).toEqual([
      'maxTasks 1 loses 0.11% of the requests; 0.1% may be lost',
    ]);
  });

  it('is met at its limit and missed above it, and the figure shown is above it too', () => {
    expect(latencyProblems(400, asked({ p95Ms: 400 }))).toEqual([]);
    expect(latencyProblems(400.01, asked({ p95Ms: 400 }))).toEqual([
      '95% of the requests are answered within 401 ms; the service level asks for 400 ms',
    ]);
    expect(latencyProblems(2.0001, asked({ p95Ms: 2 }))[0]).toContain('within 2.01 ms');
  });

  it('loses http and websocket requests; other work waits', () => {
    expect(lossProblems(0.1, asked({}, 'websocket'), 'x')[0]).toContain('loses 10%');
    for (const trigger of ['queue', 'stream', 'schedule'] as const) {
      expect(lossProblems(0.1, asked({ maxLostShare: 0.5 }, trigger), 'x')[0]).toContain('10% of the work is never');
    }
  });

  it('limits the delay of queued work only', () => {
    expect(delayProblems(61, asked({ maxDelayS: 60 }))).toEqual([]);
    expect(delayProblems(61, asked({ maxDelayS: 60 }, 'stream'))).toEqual([
      'work waits up to 61 s; the service level asks for 60 s',
    ]);
    expect(delayProblems(60, asked({ maxDelayS: 60 }, 'queue'))).toEqual([]);
  });
});
