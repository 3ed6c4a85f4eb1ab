import type { Manifest } from './cli/command-table.js';
import { showFailure } from './cli/failure.js';
import { runProgram } from './cli/run-program.js';
import { isAllWritten, whenOpened } from './cli/standard-streams.js';
import { COMMANDS } from './commands/index.js';
import { DISK_REASONS } from './io/disk-reasons.js';
import { EstimatorError } from './model/errors.js';

/** Written in by the build; undefined when the program runs from its sources. */
declare const COMMAND_MANIFEST: Manifest | undefined;

/** Runs a command line, and ends the process with what is said of it. */
export async function run(argv: readonly string[]): Promise<void> {
  whenOpened('stderr');
  process.exitCode = await main(argv);
  // Node would wait for code that V8 compiles in the background, of no use any more.
  if (await isAllWritten()) process.exit();
}

/** The program `crossover`: runs a command line and says with which code the process is to end. */
export function main(argv: readonly string[]): Promise<number> {
  whenOpened('stdout', endWhenNobodyTakes);
  return runProgram(argv, COMMANDS, typeof COMMAND_MANIFEST === 'undefined' ? undefined : COMMAND_MANIFEST);
}

/** `crossover … | head` closes the pipe: no mistake of anyone's. `crossover … > file` on a full disk is the user's to mend. */
function endWhenNobodyTakes(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    const reason = DISK_REASONS[error.code ?? ''];
    if (reason === undefined) throw error;
    const message = `The result cannot be written: ${reason}`;
    // Standard output takes no JSON either.
    process.exit(showFailure(new EstimatorError('FILE_NOT_WRITABLE', message, 'Write it to another place.'), false));
  });
}
