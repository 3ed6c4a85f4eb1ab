const EVERY_MS = 100;
/** Work that is done sooner says nothing. */
const SILENT_MS = 500;

/** Whether a count stands on the last line of standard error. */
let isShown = false;

/**
 * Counts long work on standard error, on a terminal only, and wipes the count away at the end.
 *
 * @param total how many steps there are
 * @param canShow false where results are written to the same terminal meanwhile
 */
export function progressOf(total: number, what: string, canShow = true): { step(done: number): void; end(): void } {
  const { stderr } = process;
  const isWanted = stderr.isTTY === true && canShow;
  let next = uptimeMs() + SILENT_MS;
  return {
    step(done) {
      const now = uptimeMs();
      if (!isWanted || now < next) return;
      next = now + EVERY_MS;
      isShown = true;
      stderr.write(`\r${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} ${what}`);
    },
    end: wipeProgress,
  };
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
