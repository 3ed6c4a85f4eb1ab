/** Keys from the root: `['designs', 1, 'services', 0]`. */
export type Path = readonly (string | number)[];

/** A path as it is written: `workloads."office hours".requests`. */
export function pathText(path: Path): string {
  return path.map((key) => (/^[^."\s]+$/.test(`${key}`) ? `${key}` : `"${key}"`)).join('.');
}
