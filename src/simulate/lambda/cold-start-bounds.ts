import { erlangB } from '../queueing.js';
import { eachEnvironment, type SteadyLoad } from './warm-pool-steady.js';

/** Floats are off by less than this share of what they come to. */
const NOISE = 1e-9;

/** Environments of a pool, in the order in which they are asked. */
interface Row {
  /** The first that is ever gone, and the one after the last that is ever asked. */
  readonly first: number;
  readonly end: number;
  /** Share of the time that each is busy, from `first` on. */
  readonly busy: readonly number[];
  /** Share of its waits that outlast its lifetime. */
  readonly expires: readonly number[];
}

/**
 * Environments started a second under any load between two: `steadyPool().coldRate` stays within.
 *
 * An environment is started as often as it serves, times how often it is gone by then. With more or longer requests it is
 * busy for more of the time, and waits less long for its next request: so that each of the two lies between what it is at
 * the ends. That both hold for the model is a law in its test, not a theorem.
 *
 * @param least no more requests, and no longer ones, than `most`; of the same lifetime
 */
export function coldRateWithin(least: SteadyLoad, most: SteadyLoad): { readonly low: number; readonly high: number } {
  const [quiet, loud] = [rowOf(least), rowOf(most)];
  let [low, high] = [0, 0];
  for (let n = quiet.first; n < loud.end; n += 1) {
    // Of an environment that is not looked at, nothing is known.
    const mostBusy = loud.busy[n - loud.first] ?? 1;
    const mostGone = quiet.expires[n - quiet.first] ?? 1;
    high += (mostBusy / least.serviceS) * mostGone;
    if (n >= loud.first && n < quiet.end) {
      low += ((quiet.busy[n - quiet.first] as number) / most.serviceS) * (loud.expires[n - loud.first] as number);
    }
  }
  return { low: low * (1 - NOISE), high: high * (1 + NOISE) };
}

/** Rows looked at last: ranges that are halved share their ends. */
const known = new Map<string, Row>();
const MOST_KNOWN = 64;

function rowOf(load: SteadyLoad): Row {
  const key = `${load.rate} ${load.serviceS} ${load.lifetimeS}`;
  const row = known.get(key) ?? walked(load);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, row);
  return row;
}

function walked(load: SteadyLoad): Row {
  const { rate, serviceS } = load;
  if (rate <= 0) return { first: 0, end: 0, busy: [], expires: [] };
  const offered = rate * serviceS;
  const busy: number[] = [];
  const expires: number[] = [];
  let blocked: number | undefined;
  const first = eachEnvironment(load, (n, _gone, coldRate) => {
    const before = blocked ?? erlangB(n, offered);
    blocked = (offered * before) / (n + 1 + offered * before);
    const served = rate * (before - blocked);
    busy.push(served * serviceS);
    expires.push(served > 0 ? coldRate / served : 1);
  });
  return { first, end: first + busy.length, busy, expires };
}
