import { hasColours } from './terminal-text.js';

/** Columns where there is no terminal to ask: what fits a page, a mail and a pull request. */
const DEFAULT_COLUMNS = 80;
const LEAST_COLUMNS = 40;
/** Wider lines are hard to read. */
const MOST_COLUMNS = 140;

/** How wide results are shown, and whether in colour. */
export function terminalSize(stream: NodeJS.WriteStream = process.stdout): {
  width: number;
  color: boolean;
} {
  const columns = stream.columns ?? DEFAULT_COLUMNS;
  return { width: Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, columns)), color: hasColours(stream) };
}
