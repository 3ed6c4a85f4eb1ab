import { printable } from './safe-text.js';
import { fillTemplate } from './template.js';

/** HTML or SVG. Only this module constructs it, so that all other text is escaped. */
export class Markup {
  constructor(private readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** Content of an element: a string is text and is escaped; undefined and false add nothing. */
export type Child = Markup | string | undefined | false | readonly Child[];

/** A number is rounded to one decimal; true is an attribute without a value; undefined and false are left out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Elements without an end tag, in HTML and in SVG. */
const HTML_VOID = new Set(['meta', 'input', 'br', 'hr']);
const SVG_EMPTY = new Set(['rect', 'path', 'line', 'circle']);

/** Creates one element of HTML or SVG. */
export function element(name: string, attributes: Attributes = {}, ...children: readonly Child[]): Markup {
  const start = `<${name}${Object.entries(attributes).map(attributeText).join('')}`;
  if (SVG_EMPTY.has(name) && children.length === 0) return new Markup(`${start}/>`);
  if (HTML_VOID.has(name)) return new Markup(`${start}>`);
  return new Markup(`${start}>${childText(children)}</${name}>`);
}

/** Concatenates content without an element around it. */
export function fragment(...children: readonly Child[]): Markup {
  return new Markup(childText(children));
}

/** Marks text as safe: a style sheet or script of this program, or JSON in which nothing can end its element. */
export function trustedMarkup(text: string): Markup {
  return new Markup(text);
}

/**
 * Fills the placeholders of an HTML template; strings are escaped.
 *
 * @throws Error when placeholders and values do not match
 */
export function markupFromTemplate(template: string, values: Readonly<Record<string, Child>>): Markup {
  const texts = Object.entries(values).map(([name, value]) => [name, childText(value)]);
  return new Markup(fillTemplate(template, Object.fromEntries(texts)));
}

/** Escapes text for HTML and XML, in attributes too; characters that neither allows are shown as `\u{0}`. */
export function escapeMarkup(text: string): string {
  return printable(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

function attributeText([name, value]: readonly [string, Attributes[string]]): string {
  if (value === undefined || value === false) return '';
  if (value === true) return ` ${name}`;
  // One decimal of a pixel keeps charts sharp and short.
  return ` ${name}="${typeof value === 'number' ? Math.round(value * 10) / 10 : escapeMarkup(value)}"`;
}

function childText(child: Child): string {
  if (child === undefined || child === false) return '';
  if (typeof child === 'string') return escapeMarkup(child);
  return child instanceof Markup ? child.toString() : child.map(childText).join('');
}
