const EVERY_MS = 100;

/**
 * Counts long work on standard error, on a terminal only, and wipes the count away at the end.
 *
 * @param total how many steps there are; short work stays silent
 */
export function progressOf(total: number, what: string): { step(done: number): void; end(): void } {
  const { stderr } = process;
  const shown = stderr.isTTY === true && total > 20;
  let last = 0;
  return {
    step(done) {
      const now = performance.now();
      if (!shown || now - last < EVERY_MS) return;
      last = now;
      stderr.write(`\r${done} of ${total} ${what}`);
    },
    end() {
      if (shown && last > 0) stderr.write('\r\x1b[K');
    },
  };
}
