import { countText, percentText } from '../model/number-text.js';

const EVERY_MS = 100;
/** Work that is done sooner says nothing. */
const SILENT_MS = 500;
/** What is left is told when it has been seen how fast the work goes, and as long as there is enough of it. */
const SURE_AFTER_MS = 1500;
const LEAST_LEFT_S = 2;
const SECONDS_A_MINUTE = 60;

/** Whether a count stands on the last line of standard error. */
let isShown = false;

/** A count of long work. */
export interface Progress {
  /** @param done how many steps, with the share of the one in hand */
  step(done: number): void;
  end(): void;
}

/**
 * Counts long work on standard error, on a terminal only, says about how long it still takes, and wipes all of it away at
 * the end. Work of one step is told in percent.
 *
 * @param total how many steps there are; not a number where nobody knows
 * @param canShow false where results are written to the same terminal meanwhile
 */
export function progressOf(total: number, what: string, canShow = true): Progress {
  const terminal = canShow && process.stderr.isTTY ? process.stderr : undefined;
  const start = uptimeMs();
  let next = start + SILENT_MS;
  return {
    step(done) {
      const now = uptimeMs();
      if (terminal === undefined || now < next) return;
      next = now + EVERY_MS;
      isShown = true;
      terminal.write(`\r${progressText({ done, total, what }, now - start)}\u001b[K`);
    },
    end: wipeProgress,
  };
}

/** `1,024 of 9,000 points, about 40 s left`; `45%`. */
export function progressText(
  { done, total, what }: { readonly done: number; readonly total: number; readonly what: string },
  spentMs: number,
): string {
  const count = (of: number) => countText(Math.floor(of));
  if (Number.isNaN(total)) return `${count(done)} ${what}`;
  const far = total > 1 ? `${count(done)} of ${count(total)} ${what}` : percentText(count((done / total) * 100));
  const leftS = Math.round((spentMs / 1000) * (total / done - 1));
  if (done <= 0 || spentMs < SURE_AFTER_MS || leftS < LEAST_LEFT_S) return far;
  const minutes = Math.round(leftS / SECONDS_A_MINUTE);
  return `${far}, about ${minutes < 2 ? `${leftS} s` : `${count(minutes)} min`} left`;
}

/** `performance` would load a dozen modules of Node at the start. */
function uptimeMs(): number {
  return process.uptime() * 1000;
}

/** Takes away a count that is shown: what went wrong stands on a line of its own. */
export function wipeProgress(): void {
  if (isShown) process.stderr.write('\r\u001b[K');
  isShown = false;
}
