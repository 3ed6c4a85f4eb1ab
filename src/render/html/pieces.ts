import { type Child, element, type Markup } from '../markup.js';

/** A name that somebody gave: its direction of writing does not reach what stands beside it. */
export function named(name: string): Markup {
  return element('bdi', {}, name);
}

/** Something wide: on a narrow screen it scrolls by itself, with the keyboard too. */
export function scrolling(label: string, ...children: readonly Child[]): Markup {
  return element('div', { class: 'wide', role: 'region', 'aria-label': label, tabindex: 0 }, ...children);
}

/** A table that scrolls where it is too wide. A head that ends in `|` stands over numbers, on the right. */
export function table(caption: string, heads: readonly string[], bodies: readonly Child[]): Markup {
  const row = heads.map((head) =>
    head.endsWith('|')
      ? element('th', { scope: 'col', class: 'number' }, head.slice(0, -1))
      : element('th', { scope: 'col' }, head),
  );
  const head = element('thead', {}, element('tr', {}, row));
  return scrolling(caption, element('table', {}, element('caption', {}, caption), head, bodies));
}

/** An id made of words that may hold anything. */
export function idOf(...words: readonly string[]): string {
  return words.map((word) => word.replace(/[^\w.-]+/g, '-')).join('-');
}
