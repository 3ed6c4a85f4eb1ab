import type { WriteStream } from 'node:tty';
import { printable } from '../render/safe-text.js';

/** Whether a stream is a terminal that shows colours: false in a pipe, and with NO_COLOR or TERM=dumb. */
export function hasColours(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && (stream as WriteStream).hasColors();
}

/** Red and bold on a terminal, the text itself anywhere else. */
export function alarming(text: string, stream: NodeJS.WriteStream): string {
  return hasColours(stream) ? `\x1b[1;31m${text}\x1b[0m` : text;
}

/** Dim on a terminal, the text itself anywhere else. */
export function muted(text: string, stream: NodeJS.WriteStream): string {
  return hasColours(stream) ? `\x1b[2m${text}\x1b[0m` : text;
}

/**
 * Makes text that came from a file or the command line harmless on a terminal: characters that control it, or turn the
 * direction of the text, are written out as `\u{1b}`. Lines stay lines, tabs tabs.
 */
export function harmless(text: string): string {
  return text.replace(/[^\n\t]+/g, printable);
}
