import { hasColours } from './terminal-text.js';

/** The width without a terminal; it fits a page, a mail and a pull request. */
const DEFAULT_COLUMNS = 80;
const MIN_COLUMNS = 40;
/** Wider lines are hard to read. */
const MAX_COLUMNS = 140;

/** Reads the width and the colours of the terminal that results are shown on. */
export function outputTerminal(stream: NodeJS.WriteStream = process.stdout): {
  width: number;
  color: boolean;
} {
  const columns = stream.columns ?? DEFAULT_COLUMNS;
  return { width: Math.min(MAX_COLUMNS, Math.max(MIN_COLUMNS, columns)), color: hasColours(stream) };
}
