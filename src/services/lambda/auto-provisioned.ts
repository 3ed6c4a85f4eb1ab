import { type Condition, isMet, NotTraceable } from '../../model/amount.js';
import { findMinimum } from '../minimum-search.js';
import type { Simulation } from '../service.js';

/**
 * Finds the provisioned concurrency of `auto`: the minimum that meets the service level; where nothing meets it, the
 * minimum that misses no more of it than environments for every request of the peak.
 *
 * @param max provisioned by target tracking, if any
 * @returns the function with that much, which is listed as an assumption
 * @throws NotTraceable where the result depends on an input
 */
export function withMinProvisioned<Metered>(
  withProvisioned: (concurrency: number) => Simulation<Metered>,
  max = Number.POSITIVE_INFINITY,
): Simulation<Metered> {
  const none = withProvisioned(0);
  let enough = none;
  let to = 0;
  // What runs at once grows with what is provisioned for as long as requests are throttled.
  while (missed(enough) > 0 && peakOf(enough, max) > to) {
    to = peakOf(enough, max);
    enough = withProvisioned(to);
  }
  let best = { concurrency: 0, simulated: none };
  findMinimum({ from: 0, to }, (concurrency) => {
    const simulated = concurrency === 0 ? none : withProvisioned(concurrency);
    const meets = missed(simulated) <= missed(enough);
    // Each that meets it is lower than the one before.
    if (meets) best = { concurrency, simulated };
    return meets;
  });
  const isServiceLevelMet = missed(best.simulated) === 0;
  const reason = isServiceLevelMet
    ? 'auto: the least that meets the service level'
    : 'auto: more meets no more of the service level';
  const found = { at: 'provisionedConcurrency', value: `${best.concurrency}`, reason };
  return { ...best.simulated, assumptions: [...(best.simulated.assumptions ?? []), found] };
}

/** Parts of the service level that are not met. */
function missed({ limits = [] }: Simulation<unknown>): number {
  return limits.filter(({ condition }) => !isMetForAll(condition)).length;
}

function isMetForAll(condition: Condition): boolean {
  const { left, right } = condition;
  if (left.isVaried || right.isVaried) throw new NotTraceable('auto is searched for anew');
  return isMet(condition);
}

function peakOf({ activity }: Simulation<unknown>, max: number): number {
  const { peakConcurrency = 0 } = activity;
  return Math.min(max, Math.ceil(typeof peakConcurrency === 'number' ? peakConcurrency : peakConcurrency.number));
}
