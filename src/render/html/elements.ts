import { type Child, element, type Markup } from '../markup.js';

/** Wraps a name from a scenario, so that its writing direction does not affect the text around it. */
export function nameElement(name: string): Markup {
  return element('bdi', {}, name);
}

/** Wraps wide content in a region that scrolls on a narrow screen, with the keyboard too. */
export function scrollRegion(label: string, ...children: readonly Child[]): Markup {
  return element('div', { class: 'wide', role: 'region', 'aria-label': label, tabindex: 0 }, ...children);
}

/** A column of a table: its heading, and whether it holds numbers, which are right-aligned. */
export type Column = string | { readonly number: string };

/** Creates a table in a scroll region. @param bodies its `tbody` elements */
export function table(caption: string, columns: readonly Column[], bodies: readonly Child[]): Markup {
  const headings = columns.map((column) =>
    typeof column === 'string'
      ? element('th', { scope: 'col' }, column)
      : element('th', { scope: 'col', class: 'number' }, column.number),
  );
  const head = element('thead', {}, element('tr', {}, headings));
  return scrollRegion(caption, element('table', {}, element('caption', {}, caption), head, bodies));
}

/** Creates a list of sentences; nothing when there are none. */
export function list(className: string, items: readonly Child[]): Markup | undefined {
  if (items.length === 0) return undefined;
  return element(
    'ul',
    { class: className },
    items.map((item) => element('li', {}, item)),
  );
}

/** Joins words that may hold any character to an id. */
export function elementId(...words: readonly string[]): string {
  return words.map((word) => word.replace(/[^\w.-]+/g, '-')).join('-');
}
