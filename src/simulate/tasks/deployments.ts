/** Deployments of a month: how many, and how long each of them runs the tasks twice. */
export interface Deployments {
  readonly count: number;
  readonly seconds: number;
}

/** When deployments begin: in the middle of equal parts of the month, so that none stands at an end of it. */
export function deploymentStarts({ count }: Deployments, monthS: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => ((index + 0.5) / count) * monthS);
}
