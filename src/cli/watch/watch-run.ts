import { watchFiles } from '../../io/watch-files.js';
import { EstimatorError } from '../../model/errors.js';
import { failureText } from '../errors/failure.js';
import { wipeProgress } from '../terminal/progress.js';
import { harmless } from '../terminal/terminal-text.js';
import { askedToEnd, oneAtATime } from './run-loop.js';

const CLEAR_SCREEN = '\u001b[2J\u001b[H';

/**
 * Runs something now, and again whenever a file of it has changed, until Ctrl-C. A mistake in a file is shown, and is no
 * reason to stop. A terminal is cleared before each run; elsewhere one result follows the other.
 *
 * @param files known from the start
 * @param run shows its result, and tells each file that it found on the way: those are watched too
 */
export async function watchRun(files: readonly string[], run: (found: (file: string) => void) => Promise<unknown>) {
  const watched = new Set(files);
  let unwatch = () => {};
  const again = oneAtATime(async () => {
    if (process.stdout.isTTY) process.stdout.write(CLEAR_SCREEN);
    await shown(() => run((file) => watched.add(file)));
    unwatch();
    unwatch = watchFiles([...watched], again);
    process.stderr.write(`\nWatching ${harmless([...watched].join(', '))}; Ctrl-C ends it.\n`);
  });
  const end = askedToEnd();
  // Watched before the first run, so that no change falls between the two.
  unwatch = watchFiles([...watched], again);
  again();
  await end;
  unwatch();
}

async function shown(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof EstimatorError)) throw error;
    wipeProgress();
    process.stderr.write(failureText(error));
  }
}
