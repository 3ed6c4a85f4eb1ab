import type { WriteStream } from 'node:tty';
import { printable } from '../../render/safe-text.js';
import { paint } from '../../render/terminal.js';

/** The choice of `--color` or `--no-color`; undefined leaves it to the environment. */
let chosen: boolean | undefined;

/** Reads `--color` and `--no-color` from the command line; the last one wins. */
export function setColourChoice(argv: readonly string[]): void {
  const end = argv.indexOf('--');
  const last = (end === -1 ? argv : argv.slice(0, end)).findLast((word) => /^--(?:no-)?color$/.test(word));
  chosen = last === undefined ? undefined : last === '--color';
}

/**
 * Whether a stream shows colours. The command line decides, then FORCE_COLOR (0 and false mean none), then NO_COLOR, then
 * whether the stream is a terminal with colours.
 */
export function hasColours(stream: NodeJS.WriteStream | undefined): boolean {
  if (chosen !== undefined) return chosen;
  const { FORCE_COLOR: forced, NO_COLOR: refused } = process.env;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (refused !== undefined && refused !== '') return false;
  return stream?.isTTY === true && (stream as WriteStream).hasColors();
}

/** Makes text bold and red on a stream with colours. */
export function alarming(text: string, stream: NodeJS.WriteStream): string {
  return paint(text, 'alarming', { color: hasColours(stream) });
}

/** Dims text on a stream with colours. */
export function muted(text: string, stream: NodeJS.WriteStream): string {
  return paint(text, 'muted', { color: hasColours(stream) });
}

/**
 * Escapes the control and bidirectional characters of text from a file or the command line, as `\u{1b}`, so that it cannot
 * control the terminal. Newlines and tabs stay.
 */
export function escapeControls(text: string): string {
  return text.replace(/[^\n\t]+/g, printable);
}
