import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../../io/package-root.js';

/** One of several workers: after the points already `done` it prices every `of`-th block, from `part` on. */
export interface Part {
  readonly part: number;
  readonly of: number;
  readonly done: number;
}

/** `2/4+100` is the third of four, after 100 points. */
export function parsePart(text: string): Part {
  const [part = 0, of = 1, done = 0] = text.split(/[/+]/).map(Number);
  return { part, of, done };
}

/** The words of a command line without those about where rows go, which is not a worker's business. */
function withoutOutput(argv: readonly string[]): string[] {
  const isOutput = (word: string | undefined) => word === '--output' || word === '-o';
  return argv.filter(
    (word, index) =>
      !(isOutput(word) || isOutput(argv[index - 1]) || /^(--output=|-o.)/.test(word) || word === '--resume'),
  );
}

/** Lines of several workers, put into one order. */
export interface Parts {
  /** How many there are. */
  readonly count: number;
  /** The next lines of a worker. */
  lines(worker: number, count: number): Promise<string[]>;
  stop(): Promise<void>;
}

/** A worker that ended with a code of its own: it has said why on standard error. */
export class PartFailed extends Error {
  constructor(readonly exitCode: number) {
    super(`A worker ended with ${exitCode}`);
  }
}

/** Runs this program in worker threads, each with `--part` of its own. */
export function startParts(argv: readonly string[], { count, done }: { count: number; done: number }): Parts {
  const bin = join(packageRoot(), 'bin');
  const program = join(bin, existsSync(join(bin, '..', 'dist', 'crossover.cjs')) ? 'run.js' : 'dev.js');
  const own = withoutOutput(argv);
  const workers = Array.from(
    { length: count },
    (_, part) => new Worker(program, { argv: [...own, '--part', `${part}/${count}+${done}`], stdout: true }),
  );
  const readers = workers.map(linesOf);
  return {
    count,
    lines: (worker, wanted) => (readers[worker] as Reader)(wanted),
    async stop() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

type Reader = (count: number) => Promise<string[]>;

function linesOf(worker: Worker): Reader {
  const chunks = worker.stdout[Symbol.asyncIterator]();
  const ended = new Promise<number>((resolve, reject) => {
    worker.once('exit', resolve);
    worker.once('error', reject);
  });
  ended.catch(() => {});
  let waiting: string[] = [];
  let unfinished = '';
  return async (count) => {
    while (waiting.length < count) {
      const { value, done } = await chunks.next();
      if (done === true) throw new PartFailed(await ended);
      const lines = (unfinished + String(value)).split('\n');
      unfinished = lines.pop() ?? '';
      waiting = waiting.concat(lines);
    }
    const taken = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return taken;
  };
}
