/**
 * Control, format (text direction, zero width) and line separating characters, and those that are none: none of them may
 * reach an output.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

/** Text on one line that cannot steer a terminal: whatever could is shown as `\u{1b}`. */
export function printable(text: string): string {
  // Most text is plain; asking so is quicker than to compile the classes of Unicode.
  if (/^[ -~]*$/.test(text)) return text;
  return text.replace(UNSAFE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** Text for a cell of a Markdown table: nothing in it is markup. */
export function markdownText(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]#|~$]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/**
 * A text field of a CSV file (RFC 4180). One that a spreadsheet would take for a formula gets an apostrophe in front;
 * numbers are not written through here.
 */
export function csvText(text: string): string {
  const shown = printable(text);
  const inert = /^[=+\-@]/.test(shown) ? `'${shown}` : shown;
  return /[",\n\r]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
