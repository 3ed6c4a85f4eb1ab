import type { Interval } from '../../model/closed-form.js';
import { erlangB } from '../queueing.js';
import { eachEnvironment, type SteadyLoad } from './warm-pool-steady.js';

/** Relative error of the floats, at most. */
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
 * the ends. That both hold for the model is a law in its test, not a theorem. The longer it is kept, the less often it is
 * gone.
 *
 * @param quiet no more requests, no longer ones, and environments kept no longer, than under `busy`
 * @param provisioned environments that are always there
 */
export function coldRateWithin(quiet: SteadyLoad, busy: SteadyLoad, provisioned: Interval = NONE): Interval {
  const [quietRow, busyRow] = [rowOf(quiet), rowOf(busy)];
  let [low, high] = [0, 0];
  for (let n = Math.max(quietRow.first, provisioned.low); n < busyRow.end; n += 1) {
    // Of an environment that is not looked at, nothing is known.
    const maxBusy = busyRow.busy[n - busyRow.first] ?? 1;
    const maxGone = quietRow.expires[n - quietRow.first] ?? 1;
    high += (maxBusy / quiet.serviceS) * maxGone;
    if (n >= busyRow.first && n >= provisioned.high && n < quietRow.end) {
      const minBusy = quietRow.busy[n - quietRow.first] as number;
      low += (minBusy / busy.serviceS) * (busyRow.expires[n - busyRow.first] as number);
    }
  }
  return { low: low * (1 - NOISE), high: high * (1 + NOISE) };
}

const NONE: Interval = { low: 0, high: 0 };

/** Rows looked at last: ranges that are halved share their ends. */
const known = new Map<string, Row>();
const MAX_KNOWN = 64;

function rowOf(load: SteadyLoad): Row {
  const key = `${load.rate} ${load.serviceS} ${load.lifetimeS}`;
  const row = known.get(key) ?? walked(load);
  if (known.size >= MAX_KNOWN) known.clear();
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
