import { CHART_WIDTH, type View } from '../views.js';

const LEAST_WIDTH = 320;
const MOST_WIDTH = 900;

/** Puts views into their places; what was opened there stays open. */
export function fill(id: string, view: View): void {
  for (const [name, markup] of Object.entries(view)) {
    const place = document.getElementById(`${id}-${name}`);
    if (place === null) continue;
    const open = new Set([...place.querySelectorAll('details[open]')].map((opened) => opened.getAttribute('data-key')));
    const scrolled = place.querySelector('.wide')?.scrollLeft ?? 0;
    // Everything in a markup is escaped by the one function that makes it.
    place.innerHTML = `${markup}`;
    for (const details of place.querySelectorAll('details')) {
      if (open.has(details.getAttribute('data-key'))) details.open = true;
    }
    const wide = place.querySelector('.wide');
    if (wide !== null && scrolled > 0) wide.scrollLeft = scrolled;
  }
}

/** How wide a chart may be in its place. */
export function widthOf(id: string): number {
  const width = document.getElementById(id)?.clientWidth ?? CHART_WIDTH;
  return Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width));
}
