import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Measurement, median } from './bench.js';
import { PROGRAM, peakMib, wallMs } from './process.js';

const ROUNDS = 11;
const MAX_RATIO = { steady: 3, trace: 5 };
const MAX_MIB = 90;

const FOLDER = join(import.meta.dirname, '../../scenarios');
const scenarios = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));

/**
 * `crossover compare` on every shipped scenario, as whole processes. Each start runs beside one of `node -e 0` in the
 * same moment, because a machine's speed changes more from second to second than what is measured.
 */
export default async function startUp(): Promise<Measurement[]> {
  const times = scenarios.map((name) => {
    const argv = [PROGRAM, 'compare', `scenarios/${name}`];
    const rounds = Array.from({ length: ROUNDS }, () => ({ nodeMs: wallMs(['-e', '0']), programMs: wallMs(argv) }));
    return {
      name,
      isShaped: readFileSync(join(FOLDER, name), 'utf8').includes('type: trace'),
      ratio: median(rounds.map(({ nodeMs, programMs }) => programMs / nodeMs)),
      programMs: median(rounds.map(({ programMs }) => programMs)),
      nodeMs: median(rounds.map(({ nodeMs }) => nodeMs)),
      mib: peakMib(argv),
    };
  });
  const [largest] = times.toSorted((a, b) => b.mib - a.mib);
  if (largest === undefined) throw new Error('No shipped scenario');
  const slowest = (kind: string, of: typeof times, budget: number): Measurement[] =>
    of
      .toSorted((a, b) => b.ratio - a.ratio)
      .slice(0, 1)
      .map(({ name, ratio, programMs, nodeMs }) => ({
        what: `compare, slowest shipped scenario ${kind} (${name}), whole process`,
        measured: `${ratio.toFixed(2)} × node -e 0 (${programMs.toFixed(0)} ms, ${nodeMs.toFixed(0)} ms)`,
        budget: `≤ ${budget.toFixed(1)} × node -e 0`,
        ok: ratio <= budget,
      }));
  return [
    ...slowest(
      'with steady traffic',
      times.filter(({ isShaped }) => !isShaped),
      MAX_RATIO.steady,
    ),
    ...slowest(
      'on a trace',
      times.filter(({ isShaped }) => isShaped),
      MAX_RATIO.trace,
    ),
    {
      what: `compare, memory (${largest.name})`,
      measured: `${largest.mib.toFixed(0)} MiB`,
      budget: `≤ ${MAX_MIB} MiB`,
      ok: largest.mib <= MAX_MIB,
    },
  ];
}
