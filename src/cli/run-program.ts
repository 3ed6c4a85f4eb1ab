import { run } from '@oclif/core';
import { config } from 'zod';
import { QUICK_CHECKS } from '../model/quick-checks.js';
import { type CommandTable, type Manifest, manifestOf } from './command-table.js';
import { showFailure } from './errors/failure.js';
import { assertKnownCommand } from './errors/unknown-command.js';
import { isJsonRequested } from './flags/json-flag.js';
import { oclifOptions } from './oclif-options.js';
import { setColourChoice } from './terminal/terminal-text.js';

/**
 * Runs a command line. Everything that goes wrong is shown here and nowhere else.
 *
 * @param argv words after the program's name
 * @param manifest made by the build; without it every command is read first
 * @returns the exit code: 0 done, 1 a bug, 2 the user can fix it, 3 a check failed, 130 a prompt was left
 */
export async function runProgram(argv: readonly string[], table: CommandTable, manifest?: Manifest): Promise<number> {
  const words = argv[0] === 'help' ? [...argv.slice(1), '--help'] : [...argv];
  setColourChoice(words);
  config(QUICK_CHECKS);
  try {
    assertKnownCommand(words, Object.keys(table));
    await run(words, oclifOptions(table, manifest ?? (await manifestOf(table))));
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return showFailure(error, isJsonRequested(argv));
  }
}
