/** An X-Ray sampling rule. */
export interface SamplingRule {
  /** Requests recorded in each second before the rate applies. */
  readonly reservoirPerSecond: number;
  /** Share of the requests beyond the reservoir that is recorded, 0 to 1. */
  readonly samplingRate: number;
}

/** Requests that arrive at one rate for a while. */
export interface SteadyStretch {
  readonly requests: number;
  readonly seconds: number;
}

/**
 * Requests a sampling rule records, whole: of the N requests of a second, min(N, reservoir) and then the rate of the
 * rest. Arrivals within a second are Poisson, so that a slow stream leaves part of the reservoir unused.
 */
export function recordedRequests(stretches: readonly SteadyStretch[], rule: SamplingRule): number {
  let recorded = 0;
  for (const { requests, seconds } of stretches) {
    const fromReservoir = seconds * meanUpTo(requests / seconds, rule.reservoirPerSecond);
    recorded += fromReservoir + rule.samplingRate * (requests - fromReservoir);
  }
  return Math.round(recorded);
}

/**
 * The mean of min(N, limit) for a Poisson N: limit − Σ (limit − n) P(n) over n below the limit. Weights are taken
 * relative to the likeliest count, over 12 standard deviations, so that no rate over- or underflows.
 */
export function meanUpTo(mean: number, limit: number): number {
  if (mean === 0 || limit === 0) return 0;
  const spread = 12 * Math.sqrt(mean) + 24;
  if (limit >= mean + spread) return mean;
  if (limit <= mean - spread) return limit;
  const mode = Math.floor(mean);
  let total = 1;
  let missing = Math.max(0, limit - mode);
  for (let n = mode, weight = 1; n > 0 && n > mode - spread; n -= 1) {
    weight *= n / mean;
    total += weight;
    missing += weight * Math.max(0, limit - (n - 1));
  }
  for (let n = mode + 1, weight = 1; n < mode + spread; n += 1) {
    weight *= mean / n;
    total += weight;
    missing += weight * Math.max(0, limit - n);
  }
  return limit - missing / total;
}
