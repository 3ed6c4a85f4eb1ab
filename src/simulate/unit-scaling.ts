/**
 * Unit-hours of capacity that auto scaling provisions: in each hour ⌈units per second / target utilization⌉, at least 1.
 *
 * @param units of work in the month, e.g. read units
 * @param weights work of each hour relative to the others; one a hour
 * @returns 0 when there is no work
 */
export function provisionedUnitHours(units: number, weights: readonly number[], targetUtilization: number): number {
  if (units === 0) return 0;
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let unitHours = 0;
  for (const weight of weights) {
    const perSecond = whole === 0 ? 0 : (units * weight) / whole / 3600;
    // Rounded against float noise, so that 7 units a second at 0.7 are 10, not 11.
    unitHours += Math.max(1, Math.ceil(perSecond / targetUtilization - 1e-9));
  }
  return unitHours;
}
