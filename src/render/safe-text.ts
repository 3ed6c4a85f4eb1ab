/** Control, format (text direction, zero width) and line separating characters, and noncharacters: none may reach an output. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

/** Writes text on one line without control characters, which are shown as `\u{1b}`. */
export function printable(text: string): string {
  // Most text is ASCII, and this test is faster than compiling the classes of Unicode.
  if (/^[ -~]*$/.test(text)) return text;
  return text.replace(UNSAFE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** Escapes text for Markdown, cells of tables included: nothing in it is markup. */
export function markdownText(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]#|~$]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/**
 * Writes a text field of a CSV file (RFC 4180), with an apostrophe before a text that a spreadsheet would take for a
 * formula. Own code: csv-stringify puts the apostrophe before negative numbers too, which are not written through here.
 */
export function csvText(text: string): string {
  const shown = printable(text);
  const inert = /^[=+\-@]/.test(shown) ? `'${shown}` : shown;
  return /[",\n\r]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
