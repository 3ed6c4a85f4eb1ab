import type { WriteStream } from 'node:tty';
import { printable } from '../render/safe-text.js';
import { paint } from '../render/terminal.js';

/** What the command line says of colours; undefined leaves it to the environment. */
let chosen: boolean | undefined;

/** Takes `--color` and `--no-color` from the command line, the last one wins. */
export function chooseColours(argv: readonly string[]): void {
  const end = argv.indexOf('--');
  const last = (end === -1 ? argv : argv.slice(0, end)).findLast((word) => /^--(?:no-)?color$/.test(word));
  chosen = last === undefined ? undefined : last === '--color';
}

/**
 * Whether colours are shown on a stream: as the command line says; else as FORCE_COLOR says (0 and false: none), then
 * NO_COLOR; else on a terminal that has them, which a pipe and TERM=dumb have not.
 */
export function hasColours(stream: NodeJS.WriteStream | undefined): boolean {
  if (chosen !== undefined) return chosen;
  const { FORCE_COLOR: forced, NO_COLOR: refused } = process.env;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (refused !== undefined && refused !== '') return false;
  return stream?.isTTY === true && (stream as WriteStream).hasColors();
}

/** Red and bold where colours are shown, the text itself anywhere else. */
export function alarming(text: string, stream: NodeJS.WriteStream): string {
  return paint(text, 'alarming', { color: hasColours(stream) });
}

/** Dim where colours are shown, the text itself anywhere else. */
export function muted(text: string, stream: NodeJS.WriteStream): string {
  return paint(text, 'muted', { color: hasColours(stream) });
}

/**
 * Makes text that came from a file or the command line harmless on a terminal: characters that control it, or turn the
 * direction of the text, are written out as `\u{1b}`. Lines stay lines, tabs tabs.
 */
export function harmless(text: string): string {
  return text.replace(/[^\n\t]+/g, printable);
}
