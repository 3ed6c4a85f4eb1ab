import type { Manifest } from './cli/command-table.js';
import { showFailure } from './cli/errors/failure.js';
import { runProgram } from './cli/run-program.js';
import { COMMANDS } from './commands/index.js';
import { DISK_ERRORS } from './io/disk-errors.js';
import { EstimatorError } from './model/errors.js';

/** A `Manifest` in JSON, which is read faster than code. Written in by the build; undefined when the program runs from its sources. */
declare const COMMAND_MANIFEST: string | undefined;

/** Runs a command line in a process of its own, and ends the process. */
export async function run(argv: readonly string[]): Promise<void> {
  // oclif listens too, and throws whatever it does not expect.
  process.stdout.prependListener('error', endWhenNobodyTakes);
  process.exitCode = await main(argv);
  // What fails while it is written is reported first.
  await new Promise((resolve) => setImmediate(resolve));
  // Node would wait for code that V8 compiles in the background, of no use any more.
  if (process.stdout.writableLength + process.stderr.writableLength === 0) process.exit();
}

/** The program `crossover`: runs a command line and says with which code the process is to end. */
export function main(argv: readonly string[]): Promise<number> {
  const manifest = typeof COMMAND_MANIFEST === 'undefined' ? undefined : (JSON.parse(COMMAND_MANIFEST) as Manifest);
  return runProgram(argv, COMMANDS, manifest);
}

/** `crossover … | head` closes the pipe: no mistake of anyone's. `crossover … > file` on a full disk is the user's to mend. */
function endWhenNobodyTakes(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  const reason = DISK_ERRORS[error.code ?? ''];
  if (reason === undefined) throw error;
  const message = `The result cannot be written: ${reason}`;
  // Standard output takes no JSON either.
  process.exit(showFailure(new EstimatorError('FILE_NOT_WRITABLE', message, 'Write it to another place.'), false));
}
