import { Sweep, type SweepQuestion } from '../../estimate/decide/sweep.js';
import { gridSize } from '../../estimate/decide/sweep-axis.js';
import type { RowSink } from '../../io/row-file.js';
import { nearestFloat } from '../../model/decimal.js';
import { type RowFormat, sweepRows } from '../../render/sweep-rows.js';
import { startProgress } from '../terminal/progress.js';
import type { BlockShare, SweepWorkers } from './sweep-workers.js';

/** Points that are priced before their rows are written and signals are handled. */
const BLOCK_POINTS = 512;

/** How a sweep is run. */
export interface SweepOptions {
  readonly format: RowFormat;
  /** The blocks to price: all of them, unless this is a worker. */
  readonly share: BlockShare;
  /** Threads that price the blocks instead. */
  readonly workers?: SweepWorkers | undefined;
  /** Whether the rows are written to a terminal, where a progress line would mix with them. */
  readonly toTerminal?: boolean;
}

/** How far a sweep got. */
export interface SweepOutcome {
  readonly points: number;
  readonly written: number;
  readonly stopped: boolean;
}

/**
 * Prices the grid block by block and writes its rows in order; memory does not grow with the grid. Ctrl-C ends it after
 * the current block.
 */
export async function runSweep(question: SweepQuestion, sink: RowSink, run: SweepOptions): Promise<SweepOutcome> {
  const points = nearestFloat(gridSize(question.axes));
  const sweep = run.workers === undefined ? await Sweep.of(question) : undefined;
  const progress = startProgress(points, 'points', !(run.toTerminal ?? false));
  const { worker, workers, done } = run.share;
  let stopped = false;
  const stop = () => {
    stopped = true;
  };
  process.once('SIGINT', stop);
  let written = done;
  try {
    for (let first = done + worker * BLOCK_POINTS; first < points && !stopped; first += workers * BLOCK_POINTS) {
      const count = Math.min(BLOCK_POINTS, points - first);
      await sink.write(await rows({ first, count }, { sweep, question, run }));
      written = first + count;
      progress.step(written);
      // Signals are handled between two turns of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    process.off('SIGINT', stop);
    progress.end();
    await run.workers?.stop();
  }
  return { points, written, stopped: stopped && written < points };
}

interface RowSource {
  readonly sweep: Sweep | undefined;
  readonly question: SweepQuestion;
  readonly run: SweepOptions;
}

async function rows(
  { first, count }: { first: number; count: number },
  { sweep, question, run }: RowSource,
): Promise<string[]> {
  if (sweep !== undefined) return sweepRows(sweep.block(first, count), question, run.format);
  const { workers } = run;
  const block = (first - run.share.done) / BLOCK_POINTS;
  return workers === undefined ? [] : workers.lines(block % workers.count, count);
}
