import type { Interval } from '../../model/closed-form.js';
import { erlangB } from '../queueing.js';
import { eachEnvironment, type SteadyLoad } from './steady-pool.js';

/** Relative error of the floats, at most. */
const NOISE = 1e-9;

/** Environments of a pool, in the order in which they are tried. */
interface OrderedEnvironments {
  /** The first that is ever gone, and the one after the last that is ever tried. */
  readonly first: number;
  readonly end: number;
  /** Share of the time in which each is busy, from `first` on. */
  readonly busy: readonly number[];
  /** Share of the idle times of each that outlast its lifetime. */
  readonly expiryShares: readonly number[];
}

/**
 * Bounds the environments started per second under any load between two: `steadyPool().coldRate` stays within.
 *
 * The starts of an environment are its services times the share of its idle times that outlast its lifetime. With more or
 * longer requests it is busy for more of the time, and idles less long: each of the two lies between its values at the
 * ends. That both hold for the model is a law in its test, not a theorem. The longer it is kept, the less often it expires.
 *
 * @param light no more requests, no longer ones, and environments kept no longer, than `heavy`
 * @param provisioned environments that are always there
 */
export function coldRateBounds(light: SteadyLoad, heavy: SteadyLoad, provisioned: Interval = NONE): Interval {
  const [lighter, heavier] = [environmentsAt(light), environmentsAt(heavy)];
  let [low, high] = [0, 0];
  for (let n = Math.max(lighter.first, provisioned.low); n < heavier.end; n += 1) {
    // An environment that was not visited may be busy, or gone, for all of the time.
    const maxBusy = heavier.busy[n - heavier.first] ?? 1;
    const maxExpiryShare = lighter.expiryShares[n - lighter.first] ?? 1;
    high += (maxBusy / light.serviceS) * maxExpiryShare;
    if (n >= heavier.first && n >= provisioned.high && n < lighter.end) {
      const minBusy = lighter.busy[n - lighter.first] as number;
      low += (minBusy / heavy.serviceS) * (heavier.expiryShares[n - heavier.first] as number);
    }
  }
  return { low: low * (1 - NOISE), high: high * (1 + NOISE) };
}

const NONE: Interval = { low: 0, high: 0 };

/** Results of the last loads: intervals that are halved share their ends. */
const cache = new Map<string, OrderedEnvironments>();
const MAX_CACHED = 64;

function environmentsAt(load: SteadyLoad): OrderedEnvironments {
  const key = `${load.rate} ${load.serviceS} ${load.lifetimeS}`;
  const environments = cache.get(key) ?? visitAll(load);
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(key, environments);
  return environments;
}

function visitAll(load: SteadyLoad): OrderedEnvironments {
  const { rate, serviceS } = load;
  if (rate <= 0) return { first: 0, end: 0, busy: [], expiryShares: [] };
  const offered = rate * serviceS;
  const busy: number[] = [];
  const expiryShares: number[] = [];
  let blocked: number | undefined;
  const first = eachEnvironment(load, (n, _gone, coldRate) => {
    const before = blocked ?? erlangB(n, offered);
    blocked = (offered * before) / (n + 1 + offered * before);
    const served = rate * (before - blocked);
    busy.push(served * serviceS);
    expiryShares.push(served > 0 ? coldRate / served : 1);
  });
  return { first, end: first + busy.length, busy, expiryShares };
}
