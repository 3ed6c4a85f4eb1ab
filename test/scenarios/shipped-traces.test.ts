import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedTraces, traceText } from './shipped-traces.js';

const FOLDER = 'scenarios/traces';
const traces = shippedTraces();

it('are all the traces there are', () => {
  if (process.env.UPDATE_DOCS !== undefined) mkdirSync(FOLDER, { recursive: true });
  for (const trace of traces) {
    if (process.env.UPDATE_DOCS !== undefined) writeFileSync(join(FOLDER, trace.file), traceText(trace));
  }
  expect(readdirSync(FOLDER).sort()).toEqual(traces.map(({ file }) => file).sort());
});

describe.each(traces.map((trace) => [trace.file, trace] as const))('%s', (file, trace) => {
  it('is what its seed makes (npm run docs writes it)', () => {
    expect(readFileSync(join(FOLDER, file), 'utf8')).toBe(traceText(trace));
  });

  it('has the figures of the traffic it stands for', () => {
    const { counts, stepSeconds, meanRps, peakToMean, emptyShare } = trace;
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    expect(mean / stepSeconds / meanRps).toBeCloseTo(1, 0);
    expect(Math.max(...counts) / mean / peakToMean).toBeGreaterThan(0.75);
    expect(Math.max(...counts) / mean / peakToMean).toBeLessThan(1.25);
    const empty = counts.filter((count) => count === 0).length / counts.length;
    if (emptyShare !== undefined) expect(Math.abs(empty - emptyShare)).toBeLessThanOrEqual(0.1);
  });
});
