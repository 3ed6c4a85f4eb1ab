/**
 * Twelve colours, for services or designs. In light every one stands 4.5 : 1 against white, in dark against the dark
 * ground; so does the text on them.
 */
const LIGHT = '#0b6bcb #b35900 #0f7b6c #c2334d #7a4fc4 #7d6608 #0e7490 #4d7c0f #a83a93 #57606a #8a4b2a #3f51b5';
const DARK = '#6cb2ff #f5a95c #4fd1b5 #ff8fa0 #c3a6ff #dcc04a #5cd0ec #a5d65c #f09be0 #b4bcc6 #d9a184 #9fabff';

const colours = (list: string) =>
  list
    .split(' ')
    .map((colour, index) => `--c${index}:${colour}`)
    .join(';');

export const COLOURS = LIGHT.split(' ').length;

/** Custom properties of both themes; `scope` is the element that carries them. */
export function themeCss(scope: string): string {
  const light = `${colours(LIGHT)};--on-c:#ffffff;--ink:#1f2328;--soft:#59636e;--grid:#d1d9e0;--ground:#ffffff`;
  const dark = `${colours(DARK)};--on-c:#0d1117;--ink:#e6edf3;--soft:#9aa4af;--grid:#3d444d;--ground:#0d1117`;
  return `${scope}{${light}}@media(prefers-color-scheme:dark){${scope}{${dark}}}@media print{${scope}{${light}}}`;
}

/** Rules of all charts, on the custom properties of `themeCss`. */
export const CHART_CSS = [
  '.chart{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:12px}',
  '.chart text{fill:var(--ink)}',
  '.chart .ground{fill:var(--ground)}',
  '.chart .head{font-size:15px;font-weight:600}',
  '.chart .group{font-size:13px;font-weight:600}',
  '.chart .name{font-weight:600}',
  '.chart .soft{fill:var(--soft)}',
  '.chart .end{text-anchor:end}',
  '.chart .middle{text-anchor:middle}',
  // Names in other scripts keep their direction, and what stands beside them keeps its own.
  '.chart .isolated{unicode-bidi:isolate}',
  '.chart .halo{paint-order:stroke;stroke:var(--ground);stroke-width:5px;stroke-linejoin:round}',
  '.chart .grid{stroke:var(--grid);stroke-width:1;fill:none}',
  '.chart .axis{stroke:var(--soft);stroke-width:1;fill:none}',
  '.chart .part{stroke:var(--ground);stroke-width:1}',
  '.chart text.inside{fill:var(--on-c);font-size:11px}',
  '.chart .hatch{stroke:var(--ground);stroke-width:3}',
  '.chart .outline{fill:none;stroke:var(--ink);stroke-width:1;stroke-dasharray:4 3}',
  '.chart .curve{fill:none;stroke-width:2.2;stroke-linejoin:round}',
  '.chart .unfit{stroke-width:1.6;stroke-dasharray:1.5 4;stroke-linecap:round}',
  '.chart .mark{fill:var(--ground);stroke:var(--ink);stroke-width:2}',
  '.chart .lesser{fill:var(--soft);stroke:none}',
  '.chart .guide{stroke:var(--ink);stroke-width:1;stroke-dasharray:3 3}',
  '.chart .now{stroke:var(--soft);stroke-width:1}',
  '.chart .area{fill-opacity:.18}',
  ...Array.from(
    { length: COLOURS },
    (_, index) => `.f${index}{fill:var(--c${index})}.l${index}{stroke:var(--c${index})}`,
  ),
].join('');

/** Class of a filled shape, by the place of its service or design; after twelve the colours come again. */
export function fillClass(place: number): string {
  return `f${place % COLOURS}`;
}

/** Class of a line. */
export function lineClass(place: number): string {
  return `l${place % COLOURS}`;
}
