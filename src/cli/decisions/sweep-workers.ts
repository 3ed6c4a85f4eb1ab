import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../../io/package-root.js';

/** The blocks that one worker prices: after the first `done` points every `workers`-th block, starting with number `worker`. */
export interface BlockShare {
  readonly worker: number;
  readonly workers: number;
  readonly done: number;
}

/** Reads `2/4+100`: the third of four workers, after 100 points. */
export function parseBlockShare(text: string): BlockShare {
  const [worker = 0, workers = 1, done = 0] = text.split(/[/+]/).map(Number);
  return { worker, workers, done };
}

/** A command line without the flags of the output file: workers write to the main thread. */
function withoutOutput(argv: readonly string[]): string[] {
  const isOutput = (word: string | undefined) => word === '--output' || word === '-o';
  return argv.filter(
    (word, index) =>
      !(isOutput(word) || isOutput(argv[index - 1]) || /^(--output=|-o.)/.test(word) || word === '--resume'),
  );
}

/** The worker threads of a sweep. */
export interface SweepWorkers {
  readonly count: number;
  /** Reads the next `count` lines of a worker. */
  lines(worker: number, count: number): Promise<string[]>;
  stop(): Promise<void>;
}

/** A worker ended early, after it reported the reason on standard error. */
export class WorkerFailed extends Error {
  constructor(readonly exitCode: number) {
    super(`A worker ended with exit code ${exitCode}`);
  }
}

/** Runs this program in worker threads, each with its own `--part`. */
export function startWorkers(argv: readonly string[], { count, done }: { count: number; done: number }): SweepWorkers {
  const bin = join(packageRoot(), 'bin');
  const program = join(bin, existsSync(join(bin, '..', 'dist', 'crossover.cjs')) ? 'run.js' : 'dev.js');
  const workerArgv = withoutOutput(argv);
  const workers = Array.from(
    { length: count },
    (_, worker) => new Worker(program, { argv: [...workerArgv, '--part', `${worker}/${count}+${done}`], stdout: true }),
  );
  const readers = workers.map(lineReader);
  return {
    count,
    lines: (worker, lines) => (readers[worker] as LineReader)(lines),
    async stop() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

type LineReader = (count: number) => Promise<string[]>;

function lineReader(worker: Worker): LineReader {
  const chunks = worker.stdout[Symbol.asyncIterator]();
  const ended = new Promise<number>((resolve, reject) => {
    worker.once('exit', resolve);
    worker.once('error', reject);
  });
  ended.catch(() => {});
  let pending: string[] = [];
  let unfinished = '';
  return async (count) => {
    while (pending.length < count) {
      const { value, done } = await chunks.next();
      if (done === true) throw new WorkerFailed(await ended);
      const lines = (unfinished + String(value)).split('\n');
      unfinished = lines.pop() ?? '';
      pending = pending.concat(lines);
    }
    const taken = pending.slice(0, count);
    pending = pending.slice(count);
    return taken;
  };
}
