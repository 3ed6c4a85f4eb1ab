import { runProgram } from '../src/cli/run-program.js';
import { COMMANDS } from '../src/commands/index.js';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `crossover …` in this process, on the sources: no build, and much faster than a process of its own.
 * Standard input cannot be given; for that, and for pipes and signals, see run-built.ts.
 */
export async function runInProcess(argv: readonly string[], table = COMMANDS): Promise<Outcome> {
  const [stdout, stderr] = [captured(process.stdout), captured(process.stderr)];
  process.exitCode = undefined;
  try {
    const code = await runProgram(argv, table);
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    stdout.restore();
    stderr.restore();
    process.exitCode = undefined;
  }
}

/** Keeps what is written to a stream, until the stream is put back. */
function captured(stream: NodeJS.WriteStream): { text(): string; restore(): void } {
  const { write } = stream;
  let text = '';
  stream.write = ((chunk: string | Uint8Array) => {
    text += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
    return true;
  }) as typeof write;
  return {
    text: () => text,
    restore: () => {
      stream.write = write;
    },
  };
}
