import { pointsOf } from '../../estimate/decide/axis.js';
import { Sweep, type SweepQuestion } from '../../estimate/decide/sweep.js';
import type { RowSink } from '../../io/row-file.js';
import { nearestFloat } from '../../model/decimal.js';
import { type RowFormat, sweepRows } from '../../render/sweep.js';
import { progressOf } from '../terminal/progress.js';
import type { Part, Parts } from './sweep-workers.js';

/** Points priced before rows are written, and a signal is heard. */
const BLOCK = 512;

/** How a sweep is run. */
export interface SweepRun {
  readonly format: RowFormat;
  /** The blocks to be priced: all of them but in a worker. */
  readonly part: Part;
  /** Where others price the blocks. */
  readonly parts?: Parts | undefined;
  /** Whether the rows are written to a terminal: they tell how far it is. */
  readonly toTerminal?: boolean;
}

/** How far a sweep came. */
export interface SweepEnd {
  readonly points: number;
  readonly written: number;
  readonly stopped: boolean;
}

/**
 * Prices the grid block by block and writes its rows in order; memory does not grow with the grid. Ctrl-C ends it after
 * the block in hand.
 */
export async function runSweep(question: SweepQuestion, sink: RowSink, run: SweepRun): Promise<SweepEnd> {
  const points = nearestFloat(pointsOf(question.axes));
  const sweep = run.parts === undefined ? await Sweep.of(question) : undefined;
  const progress = progressOf(points, 'points', !(run.toTerminal ?? false));
  const { part, of, done } = run.part;
  let stopped = false;
  const stop = () => {
    stopped = true;
  };
  process.once('SIGINT', stop);
  let written = done;
  try {
    for (let first = done + part * BLOCK; first < points && !stopped; first += of * BLOCK) {
      const count = Math.min(BLOCK, points - first);
      await sink.write(await rows({ first, count }, { sweep, question, run }));
      written = first + count;
      progress.step(written);
      // Signals are heard between two turns of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    process.off('SIGINT', stop);
    progress.end();
    await run.parts?.stop();
  }
  return { points, written, stopped: stopped && written < points };
}

interface Rows {
  readonly sweep: Sweep | undefined;
  readonly question: SweepQuestion;
  readonly run: SweepRun;
}

async function rows(
  { first, count }: { first: number; count: number },
  { sweep, question, run }: Rows,
): Promise<string[]> {
  if (sweep !== undefined) return sweepRows(sweep.block(first, count), question, run.format);
  const { parts } = run;
  const block = (first - run.part.done) / BLOCK;
  return parts === undefined ? [] : parts.lines(block % parts.count, count);
}
