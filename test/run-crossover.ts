import { main } from '../src/program.js';

/** What a command line did. */
export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs a command line in this process, from the sources, as in a pipe. One at a time: the streams are the process's. */
export async function crossover(...argv: readonly string[]): Promise<Run> {
  const captured = { stdout: '', stderr: '' };
  const writes = { stdout: process.stdout.write, stderr: process.stderr.write };
  for (const stream of ['stdout', 'stderr'] as const) {
    process[stream].write = ((chunk: string | Uint8Array) => {
      captured[stream] += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
      return true;
    }) as typeof process.stdout.write;
  }
  const exitCodeBefore = process.exitCode;
  try {
    process.exitCode = undefined;
    const exitCode = await main(argv);
    return { ...captured, exitCode };
  } finally {
    process.exitCode = exitCodeBefore;
    process.stdout.write = writes.stdout;
    process.stderr.write = writes.stderr;
  }
}
