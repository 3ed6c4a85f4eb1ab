import type { Manifest } from './cli/command-table.js';
import { runProgram } from './cli/run-program.js';
import { COMMANDS } from './commands/index.js';

/** Written in by the build; undefined when the program runs from its sources. */
declare const COMMAND_MANIFEST: Manifest | undefined;

/** The program `crossover`: runs a command line and says with which code the process is to end. */
export function main(argv: readonly string[]): Promise<number> {
  endQuietlyWhenNobodyReads(process.stdout);
  return runProgram(argv, COMMANDS, typeof COMMAND_MANIFEST === 'undefined' ? undefined : COMMAND_MANIFEST);
}

/** `crossover … | head` closes the pipe: no mistake of anyone's. */
function endQuietlyWhenNobodyReads(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });
}
