/** Requests per second in the busiest hour of the month; the mean where every hour is alike. */
export function busiestRate({
  hourlyRequests,
  requestsPerSecond,
}: {
  readonly hourlyRequests?: Float64Array;
  readonly requestsPerSecond: number;
}): number {
  if (hourlyRequests === undefined) return requestsPerSecond;
  return hourlyRequests.reduce((most, requests) => Math.max(most, requests), 0) / 3600;
}
