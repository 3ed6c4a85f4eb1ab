/**
 * What AWS bills by, in FOCUS spelling (FinOps Open Cost and Usage Specification, PricingUnit).
 * GB is AWS's word for 2^30 bytes throughout.
 */
export const UNITS = ['Requests', 'GB-Seconds', 'GB-Hours', 'vCPU-Hours', 'ACU-Hours', 'Hours', 'GB-Months'] as const;

export type Unit = (typeof UNITS)[number];

export function isUnit(text: string): text is Unit {
  return (UNITS as readonly string[]).includes(text);
}
