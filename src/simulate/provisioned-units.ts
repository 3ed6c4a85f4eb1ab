/**
 * Unit-hours of capacity that auto scaling provisions: ⌈units per second / target utilization⌉ in each hour, at least 1.
 *
 * @param units of work in the month, e.g. read units
 * @param weights relative work of each hour of the month
 * @returns 0 when there is no work
 */
export function provisionedUnitHours(units: number, weights: readonly number[], targetUtilization: number): number {
  if (units === 0) return 0;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let unitHours = 0;
  for (const weight of weights) {
    const perSecond = total === 0 ? 0 : (units * weight) / total / 3600;
    // Less float noise, so that 7 units per second at 0.7 need 10, not 11.
    unitHours += Math.max(1, Math.ceil(perSecond / targetUtilization - 1e-9));
  }
  return unitHours;
}
