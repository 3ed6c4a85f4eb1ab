import { watchFiles } from '../../io/watch-files.js';
import { EstimatorError } from '../../model/errors.js';
import { failureText } from '../errors/failure.js';
import { clearProgress } from '../terminal/progress.js';
import { escapeControls } from '../terminal/terminal-text.js';
import { coalesced, untilTerminated } from './coalesced-runs.js';

const CLEAR_SCREEN = '\u001b[2J\u001b[H';

/**
 * Runs a task now, and again whenever one of its files changes, until Ctrl-C. A mistake in a file is shown, and does not
 * end the watch. A terminal is cleared before each run; elsewhere one result follows the other.
 *
 * @param files watched from the start
 * @param run shows its result, and reports each further file it reads, to be watched too
 */
export async function runOnChange(files: readonly string[], run: (found: (file: string) => void) => Promise<unknown>) {
  const watched = new Set(files);
  let unwatch = () => {};
  const again = coalesced(async () => {
    if (process.stdout.isTTY) process.stdout.write(CLEAR_SCREEN);
    await shown(() => run((file) => watched.add(file)));
    unwatch();
    unwatch = watchFiles([...watched], again);
    process.stderr.write(`\nWatching ${escapeControls([...watched].join(', '))}. Press Ctrl-C to stop.\n`);
  });
  const end = untilTerminated();
  // Watched before the first run, so that no change during it is missed.
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
    clearProgress();
    process.stderr.write(failureText(error));
  }
}
