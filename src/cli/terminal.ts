import type { WriteStream } from 'node:tty';

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
 * direction of the text, are written out as `\u001b`. Lines stay lines.
 */
export function harmless(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
