import { CHART_WIDTH, type View } from '../views.js';
import { patch } from './patch.js';

const LEAST_WIDTH = 320;
const MOST_WIDTH = 900;

/** What each place was given last: much of a page stays as it is from step to step. */
const filled = new WeakMap<Element, string>();

/** Puts views into their places; what was opened there stays open. */
export function fill(id: string, view: View): void {
  for (const [name, content] of Object.entries(view)) {
    const place = document.getElementById(`${id}-${name}`);
    const markup = `${content}`;
    if (place === null || filled.get(place) === markup) continue;
    const open = new Set([...place.querySelectorAll('details[open]')].map((opened) => opened.getAttribute('data-key')));
    patch(place, markup);
    filled.set(place, markup);
    for (const details of place.querySelectorAll('details')) details.open = open.has(details.getAttribute('data-key'));
  }
}

/** Widths as they were measured: to measure means to lay out the page. */
const widths = new Map<string, number>();
addEventListener('resize', () => widths.clear());

/** How wide a chart may be in its place. */
export function widthOf(id: string): number {
  const known = widths.get(id);
  if (known !== undefined) return known;
  const width = document.getElementById(id)?.clientWidth ?? CHART_WIDTH;
  const within = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width));
  widths.set(id, within);
  return within;
}
