/** Limits of instances whose number follows the requests hour by hour. */
export interface HourlyInstanceLimits {
  /** Requests per second that one instance serves at its target utilization. */
  readonly rpsPerInstance: number;
  /** Maximum throughput of an instance, relative to that at its target, before requests are lost. */
  readonly headroom: number;
  readonly minInstances: number;
  readonly maxInstances: number;
}

/** The instances of a month. */
export interface HourlyInstances {
  /** Instances that run in each hour. */
  readonly instances: Float64Array;
  readonly lostRequests: number;
}

/**
 * Computes the instances of each hour = ⌈requests / 3600 / rpsPerInstance⌉, within the limits. Requests above the maximum
 * throughput of the instances are lost.
 *
 * @param hourlyRequests requests of each hour of the month
 */
export function hourlyInstances(hourlyRequests: Float64Array, limits: HourlyInstanceLimits): HourlyInstances {
  const { rpsPerInstance, headroom, minInstances, maxInstances } = limits;
  const instances = new Float64Array(hourlyRequests.length).fill(minInstances);
  if (rpsPerInstance === 0) {
    return { instances, lostRequests: hourlyRequests.reduce((sum, requests) => sum + requests, 0) };
  }
  let lostRequests = 0;
  hourlyRequests.forEach((requests, hour) => {
    // Less float noise, so that 60/s need three instances of 20/s, not four.
    const needed = Math.ceil(requests / 3600 / rpsPerInstance - 1e-9);
    const running = Math.min(maxInstances, Math.max(minInstances, needed));
    instances[hour] = running;
    lostRequests += Math.max(0, requests - running * rpsPerInstance * headroom * 3600);
  });
  return { instances, lostRequests: Math.round(lostRequests) };
}
