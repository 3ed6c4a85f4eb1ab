import type { Amounts } from '../model/amounts.js';
import { BoundedCache } from '../model/bounded-cache.js';
import type { PriceBook } from '../prices/price-book.js';
import type { DesignService } from '../scenario/scenario.js';
import type { Simulation, SimulationContext } from '../services/service.js';
import type { Arrivals } from '../workload/arrivals.js';

type Simulations = BoundedCache<Simulation<unknown>>;

/** By the book that knows the instance types, and by traffic step by step: they go when the scenario goes. */
const known = new WeakMap<PriceBook, WeakMap<Arrivals, Simulations>>();
/** Simulations of one traffic that are kept: a sweep over a field of a service must not keep all of them. */
const MOST_KNOWN = 64;

/**
 * Simulates a service; with the same input and the same traffic step by step only once, in whatever designs it stands.
 * A service that looks at those before it is the same only after the same activity.
 *
 * @param input the same as amounts
 */
export function knownSimulation(
  { service, input: written }: Pick<DesignService, 'service' | 'input'>,
  input: Amounts<DesignService['input']>,
  context: SimulationContext,
  book: PriceBook,
): Simulation<unknown> {
  const { traffic, month, upstream } = context;
  // In closed form it is simulated as quickly as it is found.
  if (traffic?.arrivals === undefined) return service.simulate(input, context);
  const { arrivals, hourlyRequests: _, ...figures } = traffic;
  const simulations = simulationsOf(book, arrivals);
  const alone = JSON.stringify([service.id, written, figures, month.label]);
  const found = simulations.get(alone) ?? simulations.get(after(alone, upstream));
  if (found !== undefined) return found;
  let looksUpstream = false;
  const simulation = service.simulate(input, {
    ...context,
    get upstream() {
      looksUpstream = true;
      return upstream;
    },
  });
  return simulations.set(looksUpstream ? after(alone, upstream) : alone, simulation);
}

function after(alone: string, upstream: SimulationContext['upstream']): string {
  return `${alone} after ${JSON.stringify([...upstream])}`;
}

function simulationsOf(book: PriceBook, arrivals: Arrivals): Simulations {
  const ofBook = known.get(book) ?? new WeakMap<Arrivals, Simulations>();
  known.set(book, ofBook);
  const ofTraffic = ofBook.get(arrivals) ?? new BoundedCache(MOST_KNOWN);
  ofBook.set(arrivals, ofTraffic);
  return ofTraffic;
}
