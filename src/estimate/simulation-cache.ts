import type { Amounts } from '../model/amounts.js';
import { BoundedCache } from '../model/bounded-cache.js';
import type { PriceBook } from '../prices/price-book.js';
import type { DesignService } from '../scenario/scenario.js';
import type { Simulation, SimulationContext } from '../services/service.js';
import type { Arrivals } from '../workload/arrivals.js';

type Simulations = BoundedCache<Simulation<unknown>>;

/** By price book, which holds the instance types, and by arrivals; dropped together with the scenario. */
const cache = new WeakMap<PriceBook, WeakMap<Arrivals, Simulations>>();
/** Simulations kept for the same arrivals: a sweep over a field of a service must not keep them all. */
const MAX_CACHED = 64;

/**
 * Simulates a service, once for the same input and arrivals in all designs. Where the service reads the activity of those
 * before it, that activity has to be the same too.
 *
 * @param input the input of the service as amounts
 */
export function cachedSimulation(
  { service, input: written }: Pick<DesignService, 'service' | 'input'>,
  input: Amounts<DesignService['input']>,
  context: SimulationContext,
  book: PriceBook,
): Simulation<unknown> {
  const { traffic, month, upstream } = context;
  // Steady traffic has a closed form, which takes no longer than the look-up.
  if (traffic?.arrivals === undefined) return service.simulate(input, context);
  const { arrivals, hourlyRequests: _, ...figures } = traffic;
  const simulations = simulationsOf(book, arrivals);
  const alone = JSON.stringify([service.id, written, figures, month.label]);
  const found = simulations.get(alone) ?? simulations.get(afterServices(alone, upstream));
  if (found !== undefined) return found;
  let readsUpstream = false;
  const simulation = service.simulate(input, {
    ...context,
    get upstream() {
      readsUpstream = true;
      return upstream;
    },
  });
  return simulations.set(readsUpstream ? afterServices(alone, upstream) : alone, simulation);
}

function afterServices(alone: string, upstream: SimulationContext['upstream']): string {
  return `${alone} after ${JSON.stringify([...upstream])}`;
}

function simulationsOf(book: PriceBook, arrivals: Arrivals): Simulations {
  const ofBook = cache.get(book) ?? new WeakMap<Arrivals, Simulations>();
  cache.set(book, ofBook);
  const ofTraffic = ofBook.get(arrivals) ?? new BoundedCache(MAX_CACHED);
  ofBook.set(arrivals, ofTraffic);
  return ofTraffic;
}
