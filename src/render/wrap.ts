import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/**
 * Breaks text into lines of at most `width` columns, at blanks where it can; wide characters count double.
 *
 * @param indent put before every line but the first
 */
export function wrap(text: string, width: number, indent = ''): string {
  if (stringWidth(text) <= width) return text;
  // wrap-ansi composes characters; the rest is cut off by the length of the first line.
  const composed = text.normalize();
  const start = /^ */.exec(composed)?.[0] ?? '';
  const first = start + lines(composed.trim(), width - start.length)[0];
  const rest = composed.slice(first.length).trim();
  return [first, ...(rest === '' ? [] : lines(rest, width - indent.length).map((line) => indent + line))].join('\n');
}

function lines(text: string, width: number): string[] {
  return wrapAnsi(text, Math.max(1, width), { hard: true }).split('\n');
}

/** Text with blanks after it, up to `width` columns. */
export function padded(text: string, width: number): string {
  return `${text}${' '.repeat(Math.max(0, width - stringWidth(text)))}`;
}
