import { printable } from './safe-text.js';

/** Text that is markup already. Only this module makes it, so that everything else is escaped. */
export class Markup {
  constructor(private readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What stands in an element: a string is text, and is escaped; nothing is shown of undefined and false. */
export type Child = Markup | string | undefined | false | readonly Child[];

/** A number is rounded to one decimal; true is an attribute without a value; undefined and false are left out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Elements without an end: void in HTML, or shapes of SVG, where both notations close them. */
const HTML_VOID = new Set(['meta', 'input', 'br', 'hr']);
const SVG_EMPTY = new Set(['rect', 'path', 'line', 'circle']);

/** One element of HTML or SVG. */
export function element(name: string, attributes: Attributes = {}, ...children: readonly Child[]): Markup {
  const start = `<${name}${Object.entries(attributes).map(attribute).join('')}`;
  if (SVG_EMPTY.has(name) && children.length === 0) return new Markup(`${start}/>`);
  if (HTML_VOID.has(name)) return new Markup(`${start}>`);
  return new Markup(`${start}>${inner(children)}</${name}>`);
}

/** Elements one after the other, without one around them. */
export function together(...children: readonly Child[]): Markup {
  return new Markup(inner(children));
}

/** Text written by this program that is not to be escaped: a style sheet, a script, JSON made safe for a page. */
export function verbatim(text: string): Markup {
  return new Markup(text);
}

/** Text that is text in HTML and XML, in an attribute too; what neither may hold is shown as `\u{0}`. */
export function escaped(text: string): string {
  return printable(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** A coordinate or length: at most one decimal, so that charts stay short. */
export function short(value: number): string {
  return `${Math.round(value * 10) / 10}`;
}

function attribute([name, value]: readonly [string, Attributes[string]]): string {
  if (value === undefined || value === false) return '';
  if (value === true) return ` ${name}`;
  return ` ${name}="${typeof value === 'number' ? short(value) : escaped(value)}"`;
}

function inner(children: readonly Child[]): string {
  return children.map(childText).join('');
}

function childText(child: Child): string {
  if (child === undefined || child === false) return '';
  if (typeof child === 'string') return escaped(child);
  return child instanceof Markup ? child.toString() : inner(child);
}
