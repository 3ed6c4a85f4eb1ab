import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Measurement, median } from './bench.js';
import { PROGRAM, peakMib, wallMs } from './process.js';

const ROUNDS = 21;
const MAX_RATIO = 2;
const MAX_MIB = 80;

const scenarios = readdirSync(join(import.meta.dirname, '../../scenarios')).filter((name) => name.endsWith('.yaml'));

/**
 * `crossover compare` on every shipped scenario, as whole processes. Each start stands beside one of `node -e 0` in the
 * same moment, because a machine's speed changes more from second to second than what is measured.
 */
export default async function startUp(): Promise<Measurement[]> {
  const times = scenarios.map((name) => {
    const argv = [PROGRAM, 'compare', `scenarios/${name}`];
    const rounds = Array.from({ length: ROUNDS }, () => ({ nodeMs: wallMs(['-e', '0']), programMs: wallMs(argv) }));
    return {
      name,
      ratio: median(rounds.map(({ nodeMs, programMs }) => programMs / nodeMs)),
      programMs: median(rounds.map(({ programMs }) => programMs)),
      nodeMs: median(rounds.map(({ nodeMs }) => nodeMs)),
      mib: peakMib(argv),
    };
  });
  const [slowest] = times.toSorted((a, b) => b.ratio - a.ratio);
  const [largest] = times.toSorted((a, b) => b.mib - a.mib);
  if (slowest === undefined || largest === undefined) throw new Error('No shipped scenario');
  const { ratio, programMs, nodeMs } = slowest;
  return [
    {
      what: `compare, slowest shipped scenario (${slowest.name}), whole process`,
      measured: `${ratio.toFixed(2)} × node -e 0 (${programMs.toFixed(0)} ms, ${nodeMs.toFixed(0)} ms)`,
      budget: `≤ ${MAX_RATIO.toFixed(1)} × node -e 0`,
      ok: ratio <= MAX_RATIO,
    },
    {
      what: `compare, memory (${largest.name})`,
      measured: `${largest.mib.toFixed(0)} MiB`,
      budget: `≤ ${MAX_MIB} MiB`,
      ok: largest.mib <= MAX_MIB,
    },
  ];
}
