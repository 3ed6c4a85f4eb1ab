import { erlangB, recursionStart } from '../queueing.js';

/** A steady Poisson load on the environments of one function. */
export interface SteadyLoad {
  /** Requests per second. */
  readonly rate: number;
  /** Seconds for which one request occupies an environment. */
  readonly serviceS: number;
  /** Seconds for which an idle environment is kept. */
  readonly lifetimeS: number;
}

/** The environments of a function in equilibrium: means over time. */
export interface SteadyPool {
  /** Warm environments, busy or idle, beyond the provisioned ones. */
  readonly environments: number;
  /** Requests per second that start an environment. */
  readonly coldRate: number;
  /** Requests per second that provisioned environments serve. */
  readonly provisionedRate: number;
}

/** Visits one environment: the share of the time in which it is gone, and its starts per second. */
type EnvironmentVisitor = (environment: number, goneShare: number, coldRate: number) => void;

/** Environments that serve less than this share of all requests do not affect any figure shown. */
const NEGLIGIBLE = 1e-9;

/**
 * Computes the pool in equilibrium. Environments are tried in a fixed order: a request goes to the first idle one, and
 * starts another when all are busy.
 *
 * @param provisioned environments that are always there, tried before the others
 */
export function steadyPool(load: SteadyLoad, provisioned: number): SteadyPool {
  const { rate, serviceS } = load;
  if (rate <= 0) return { environments: 0, coldRate: 0, provisionedRate: 0 };
  let environments = 0;
  let coldRate = 0;
  const first = eachEnvironment(load, (environment, goneShare, cold) => {
    if (environment < provisioned) return;
    environments += 1 - goneShare;
    coldRate += cold;
  });
  environments += Math.max(0, first - provisioned);
  return { environments, coldRate, provisionedRate: rate * (1 - erlangB(provisioned, rate * serviceS)) };
}

/**
 * Visits environments in their order, in equilibrium, until further ones serve next to nothing.
 *
 * Requests that find the first n environments busy overflow to the next. This stream is a renewal process, burstier than
 * Poisson, whose transform φ is known exactly at 0, μ and 2μ (μ = 1 / serviceS): its mean from Erlang B, φ(μ) from
 * Wilkinson's peakedness, φ(2μ) from Palm's recursion φₙ(s + μ) = φₙ₊₁(s)·(1 − φₙ(s)) / (1 − φₙ₊₁(s)). It is approximated
 * by a mixture of two exponentials with these three values. How long an environment idles until its next request then
 * has a closed form, and so does how often it idles for longer than it is kept.
 *
 * @returns the first environment that is visited: those before it never idle for long, so all of them are warm and none
 * starts again
 */
export function eachEnvironment(load: SteadyLoad, visit: EnvironmentVisitor): number {
  const { rate, serviceS } = load;
  const offered = rate * serviceS;
  const first = Math.max(0, recursionStart(offered, offered) - 1);
  let blocked = erlangB(first, offered);
  for (let n = first; blocked > NEGLIGIBLE; n += 1) {
    const next = (offered * blocked) / (n + 1 + offered * blocked);
    const idle = idleTime(overflowAfter(n, blocked, next, load), load);
    const served = rate * (blocked - next);
    visit(n, idle.goneS / (idle.meanS + serviceS), served * idle.expiryShare);
    blocked = next;
  }
  return first;
}

/** Gaps between requests: a mixture of two exponential distributions. */
interface Gaps {
  /** Weight of the faster rate. */
  readonly weight: number;
  /** Requests per second of each. */
  readonly fast: number;
  readonly slow: number;
}

/** Gaps of the stream that overflows n environments and holds a share `blocked` of all requests. */
function overflowAfter(n: number, blocked: number, next: number, { rate, serviceS }: SteadyLoad): Gaps {
  const mu = 1 / serviceS;
  const mean = 1 / (rate * blocked);
  if (n === 0) return { weight: 1, fast: rate, slow: rate };
  const g1 = (1 - transformAtMu(n, blocked, rate * serviceS)) / mu;
  const phi1 = 1 - g1 * mu;
  const phi1Next = transformAtMu(n + 1, next, rate * serviceS);
  const g2 = (1 - (phi1Next * (1 - phi1)) / (1 - phi1Next)) / (2 * mu);
  return mixtureOf(mean, g1, g2, mu) ?? { weight: 1, fast: 1 / mean, slow: 1 / mean };
}

/** φₙ(μ) = 1 − 1 / (z + a) with the peakedness z and the load a, in erlangs, of the overflow of n servers. */
function transformAtMu(n: number, blocked: number, offered: number): number {
  const overflow = offered * blocked;
  const peakedness = 1 - overflow + offered / (n + 1 - offered + overflow);
  return 1 - 1 / (peakedness + overflow);
}

/**
 * The mixture whose g(s) = (1 − φ(s)) / s is `mean` at 0, `g1` at μ and `g2` at 2μ. With g(s) = (s + mean·C) /
 * (s² + B·s + C) the conditions are linear in B and C, and the two rates are the roots of r² − B·r + C.
 */
function mixtureOf(mean: number, g1: number, g2: number, mu: number): Gaps | undefined {
  const determinant = g1 * mu * (g2 - mean) - 2 * g2 * mu * (g1 - mean);
  const right1 = mu - g1 * mu * mu;
  const right2 = 2 * mu - 4 * g2 * mu * mu;
  const b = (right1 * (g2 - mean) - right2 * (g1 - mean)) / determinant;
  const c = (g1 * mu * right2 - 2 * g2 * mu * right1) / determinant;
  const root = b * b - 4 * c;
  if (!(root > 0 && b > 0 && c > 0)) return undefined;
  const fast = (b + Math.sqrt(root)) / 2;
  const slow = c / fast;
  const weight = (mean * c - fast) / (slow - fast);
  return weight >= 0 && weight <= 1 ? { weight, fast, slow } : undefined;
}

/** How long an environment idles between two requests that it serves. */
interface IdleTime {
  readonly meanS: number;
  /** The mean part beyond its lifetime, in which it is gone. */
  readonly goneS: number;
  /** Share of the idle times that outlast the lifetime. */
  readonly expiryShare: number;
}

/**
 * The time from the end of an exponential service to the next request: what is left of the gap that runs then. The phase
 * of the gap at that time solves v (μI + R − R·1·p) = μ·p for gap rates R and weights p.
 */
function idleTime({ weight, fast, slow }: Gaps, { serviceS, lifetimeS }: SteadyLoad): IdleTime {
  const mu = 1 / serviceS;
  const [p, q] = [weight, 1 - weight];
  // v1 (μ + fast·q) − v2·slow·p = μ·p and v1 + v2 = 1.
  const v1 = (mu * p + slow * p) / (mu + fast * q + slow * p);
  const v2 = 1 - v1;
  const [e1, e2] = [Math.exp(-fast * lifetimeS), Math.exp(-slow * lifetimeS)];
  return {
    meanS: v1 / fast + v2 / slow,
    goneS: (v1 * e1) / fast + (v2 * e2) / slow,
    expiryShare: v1 * e1 + v2 * e2,
  };
}
