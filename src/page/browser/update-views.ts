import morphdomPackage from 'morphdom';
import { CHART_WIDTH, type Views } from '../views.js';

// Its types put the function into `default`; the package exports the function itself.
const morphdom = morphdomPackage as unknown as typeof morphdomPackage.default;

const MIN_WIDTH = 320;
const MAX_WIDTH = 900;

/** The last markup of each element: much of a page stays the same from one update to the next. */
const lastMarkup = new WeakMap<Element, string>();

/** Shows views in their elements; details that the reader opened stay open. @param id of the section */
export function updateViews(id: string, views: Views): void {
  for (const [name, view] of Object.entries(views)) {
    const container = document.getElementById(`${id}-${name}`);
    const markup = `${view}`;
    if (container === null || lastMarkup.get(container) === markup) continue;
    const open = new Set([...container.querySelectorAll('details[open]')].map(keyOf));
    updateContent(container, markup);
    lastMarkup.set(container, markup);
    for (const details of container.querySelectorAll('details')) details.open = open.has(keyOf(details));
  }
}

function keyOf(details: Element): string | null {
  return details.getAttribute('data-key');
}

/**
 * Changes the content of an element to a markup, and only the nodes that differ: the browser lays out and paints less, and
 * focus and scroll positions stay.
 *
 * @param markup from `render/markup.ts`, which escapes it
 */
export function updateContent(container: Element, markup: string): void {
  const wanted = container.cloneNode(false) as Element;
  wanted.innerHTML = markup;
  morphdom(container, wanted, {
    childrenOnly: true,
    onBeforeElUpdated: (current, next) => !current.isEqualNode(next),
  });
}

/** Measured widths: to measure one makes the browser lay out the page. */
const widths = new Map<string, number>();
addEventListener('resize', () => widths.clear());

/** The width that a chart may have in an element. */
export function chartWidthIn(id: string): number {
  const known = widths.get(id);
  if (known !== undefined) return known;
  const available = document.getElementById(id)?.clientWidth ?? CHART_WIDTH;
  const width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, available));
  widths.set(id, width);
  return width;
}
