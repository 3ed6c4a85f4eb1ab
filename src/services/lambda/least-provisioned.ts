import { leastMinimum } from '../least-minimum.js';
import type { Simulation } from '../numeric-service.js';

/**
 * A function with the least provisioned concurrency that meets the service level; where nothing meets it, with the least
 * that leaves no more of it missed than environments for every request of the peak do.
 *
 * @param most provisioned by target tracking, if any
 */
export function withLeastProvisioned<Metered>(
  withProvisioned: (concurrency: number) => Simulation<Metered>,
  most = Number.POSITIVE_INFINITY,
): Simulation<Metered> {
  const missed = ({ infeasible = [] }: Simulation<Metered>) => infeasible.length;
  const peakOf = ({ activity }: Simulation<Metered>) => Math.min(most, Math.ceil(activity.peakConcurrency ?? 0));
  const none = withProvisioned(0);
  let enough = none;
  let to = 0;
  // What runs at once grows with what is provisioned for as long as requests are throttled.
  while (missed(enough) > 0 && peakOf(enough) > to) {
    to = peakOf(enough);
    enough = withProvisioned(to);
  }
  let best = { concurrency: 0, simulated: none };
  leastMinimum({ from: 0, to }, (concurrency) => {
    const simulated = concurrency === 0 ? none : withProvisioned(concurrency);
    const meets = missed(simulated) <= missed(enough);
    // Each that meets it is lower than the one before.
    if (meets) best = { concurrency, simulated };
    return meets;
  });
  const isMet = missed(best.simulated) === 0;
  const reason = isMet
    ? 'auto: the least that meets the service level'
    : 'auto: more meets no more of the service level';
  const found = { at: 'provisionedConcurrency', value: `${best.concurrency}`, reason };
  return { ...best.simulated, assumptions: [...(best.simulated.assumptions ?? []), found] };
}
