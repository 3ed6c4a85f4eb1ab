/** Limits of a fleet that follows its work hour by hour. */
export interface FleetLimits {
  /** What one instance carries at its target utilization. */
  readonly rpsPerInstance: number;
  /** Against its target, what an instance carries at most before requests are turned away. */
  readonly headroom: number;
  readonly minInstances: number;
  readonly maxInstances: number;
}

/** What ran in each hour of the month. */
export interface Fleet {
  /** Instances of each hour. */
  readonly instances: Float64Array;
  readonly lostRequests: number;
}

/**
 * Instances of each hour = ⌈requests / 3600 / rpsPerInstance⌉ between the limits. What the most instances cannot carry
 * at full load is lost.
 *
 * @param hourlyRequests requests of each hour of the month
 */
export function hourlyFleet(hourlyRequests: Float64Array, limits: FleetLimits): Fleet {
  const { rpsPerInstance, headroom, minInstances, maxInstances } = limits;
  const instances = new Float64Array(hourlyRequests.length).fill(minInstances);
  if (rpsPerInstance === 0) return { instances, lostRequests: hourlyRequests.reduce((sum, of) => sum + of, 0) };
  let lostRequests = 0;
  hourlyRequests.forEach((requests, hour) => {
    // Against float noise, so that 3 × 20/s are three instances of 20/s, not four.
    const wanted = Math.ceil(requests / 3600 / rpsPerInstance - 1e-9);
    const running = Math.min(maxInstances, Math.max(minInstances, wanted));
    instances[hour] = running;
    lostRequests += Math.max(0, requests - running * rpsPerInstance * headroom * 3600);
  });
  return { instances, lostRequests: Math.round(lostRequests) };
}
