import { countText, percentText } from '../../model/number-text.js';

const REFRESH_MS = 100;
/** Work that ends sooner shows no progress. */
const SHOW_AFTER_MS = 500;
/** The time left is estimated once the speed is known, and while there is enough of it. */
const ESTIMATE_AFTER_MS = 1500;
const MIN_LEFT_S = 2;
const SECONDS_PER_MINUTE = 60;

/** Whether the last line of standard error is a progress line. */
let isShown = false;

/** The progress of a long task. */
export interface Progress {
  /** @param done steps so far, with the finished share of the current one */
  step(done: number): void;
  end(): void;
}

/**
 * Starts a progress line on standard error, with the time left, that is cleared at the end. It appears only on a terminal.
 * A task of one step is shown as a percentage.
 *
 * @param total number of steps; NaN if unknown
 * @param what the steps are: `points`
 * @param canShow false where results are written to the same terminal meanwhile
 */
export function startProgress(total: number, what: string, canShow = true): Progress {
  const terminal = canShow && process.stderr.isTTY ? process.stderr : undefined;
  const start = uptimeMs();
  let next = start + SHOW_AFTER_MS;
  return {
    step(done) {
      const now = uptimeMs();
      if (terminal === undefined || now < next) return;
      next = now + REFRESH_MS;
      isShown = true;
      terminal.write(`\r${progressText({ done, total, what }, now - start)}\u001b[K`);
    },
    end: clearProgress,
  };
}

/** `1,024 of 9,000 points, about 40 s left`; `45%`. */
export function progressText(
  { done, total, what }: { readonly done: number; readonly total: number; readonly what: string },
  spentMs: number,
): string {
  const count = (steps: number) => countText(Math.floor(steps));
  if (Number.isNaN(total)) return `${count(done)} ${what}`;
  const progress = total > 1 ? `${count(done)} of ${count(total)} ${what}` : percentText(count((done / total) * 100));
  const leftS = Math.round((spentMs / 1000) * (total / done - 1));
  if (done <= 0 || spentMs < ESTIMATE_AFTER_MS || leftS < MIN_LEFT_S) return progress;
  const minutes = Math.round(leftS / SECONDS_PER_MINUTE);
  return `${progress}, about ${minutes < 2 ? `${leftS} s` : `${count(minutes)} min`} left`;
}

/** `performance.now()` would load a dozen modules of Node at the start. */
function uptimeMs(): number {
  return process.uptime() * 1000;
}

/** Clears the progress line, so that other output starts on an empty line. */
export function clearProgress(): void {
  if (isShown) process.stderr.write('\r\u001b[K');
  isShown = false;
}
