/** An X-Ray sampling rule. */
export interface SamplingRule {
  /** Requests recorded in each second before the sampling rate applies. */
  readonly reservoirPerSecond: number;
  /** Share of the requests beyond the reservoir that is recorded, 0 to 1. */
  readonly samplingRate: number;
}

/** A period with one request rate. */
export interface ConstantRatePeriod {
  readonly requests: number;
  readonly seconds: number;
}

/**
 * Counts the requests that a sampling rule records, whole: of the N requests in a second min(N, reservoir), and the
 * sampling rate of the rest. Arrivals within a second are Poisson, so a slow stream leaves part of the reservoir unused.
 */
export function recordedRequests(periods: readonly ConstantRatePeriod[], rule: SamplingRule): number {
  let recorded = 0;
  for (const { requests, seconds } of periods) {
    const fromReservoir = seconds * expectedMinimum(requests / seconds, rule.reservoirPerSecond);
    recorded += fromReservoir + rule.samplingRate * (requests - fromReservoir);
  }
  return Math.round(recorded);
}

/**
 * The mean of min(N, limit) for a Poisson N: limit − Σ (limit − n) P(n) over n below the limit. Probabilities are relative
 * to that of the mode, within 12 standard deviations, so that no rate overflows or underflows.
 */
export function expectedMinimum(mean: number, limit: number): number {
  if (mean === 0 || limit === 0) return 0;
  const reach = 12 * Math.sqrt(mean) + 24;
  if (limit >= mean + reach) return mean;
  if (limit <= mean - reach) return limit;
  const mode = Math.floor(mean);
  let total = 1;
  let missing = Math.max(0, limit - mode);
  for (let n = mode, weight = 1; n > 0 && n > mode - reach; n -= 1) {
    weight *= n / mean;
    total += weight;
    missing += weight * Math.max(0, limit - (n - 1));
  }
  for (let n = mode + 1, weight = 1; n < mode + reach; n += 1) {
    weight *= mean / n;
    total += weight;
    missing += weight * Math.max(0, limit - n);
  }
  return limit - missing / total;
}
