import stringWidth from 'string-width';

/**
 * Breaks text into lines of at most `width` columns, at blanks where it can; wide characters count double.
 *
 * @param indent put before every line but the first
 */
export function wrap(text: string, width: number, indent = ''): string {
  const start = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = start;
  let isEmpty = true;
  for (const word of text
    .trim()
    .split(' ')
    .flatMap((part) => pieces(part, width - indent.length))) {
    const joined = isEmpty ? `${line}${word}` : `${line} ${word}`;
    if (isEmpty || stringWidth(joined) <= width) line = joined;
    else {
      lines.push(line);
      line = `${indent}${word}`;
    }
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}

/** A word cut into pieces that fit, for addresses and names without blanks. */
function pieces(word: string, width: number): string[] {
  if (stringWidth(word) <= width) return [word];
  const cut: string[] = [''];
  for (const character of word) {
    const last = cut.length - 1;
    if (stringWidth(`${cut[last]}${character}`) > width) cut.push(character);
    else cut[last] += character;
  }
  return cut;
}

/** Text with blanks after it, up to `width` columns. */
export function padded(text: string, width: number): string {
  return `${text}${' '.repeat(Math.max(0, width - stringWidth(text)))}`;
}
