import { EstimatorError, type Problem } from '../../model/errors.js';
import { wipeProgress } from '../terminal/progress.js';
import { alarming, harmless } from '../terminal/terminal-text.js';

const EXIT_BUG = 1;
const EXIT_USER = 2;
const EXIT_INTERRUPTED = 130;

const BUG_HINT = 'This is a bug in crossover. Please report it, with the command and the stack.';

/**
 * Shows what was thrown, once, and says how the process ends: a user's mistake as what, where and what to do; a bug with
 * its stack. With `--json` exactly one document goes to stdout.
 *
 * @returns the exit code
 */
export function showFailure(error: unknown, json: boolean): number {
  wipeProgress();
  const asked = askedExitCode(error);
  if (asked !== undefined) return asked;
  const isUsers = error instanceof EstimatorError;
  if (json) process.stdout.write(`${JSON.stringify(failureJson(error), null, 2)}\n`);
  if (isUsers && !json) process.stderr.write(failureText(error));
  if (!isUsers) process.stderr.write(`${harmless(stackOf(error))}\n\n${BUG_HINT}\n`);
  return isUsers ? EXIT_USER : EXIT_BUG;
}

/** The one document of `--json`. `at` is null where the mistake has no place. */
function failureJson(error: unknown): unknown {
  if (!(error instanceof EstimatorError)) {
    return { error: { code: 'BUG', message: messageOf(error), hint: BUG_HINT, at: null } };
  }
  const { code, message, hint, at = null, problems } = error;
  return { error: { code, message, hint, at, ...(problems.length > 0 && { problems }) } };
}

/** What was wrong, where, and what to do, in lines. */
export function failureText({ message, hint, at, problems }: EstimatorError): string {
  const place = at === undefined || message.includes(at) ? '' : ` (at ${at})`;
  const lines = [
    `${alarming('Error:', process.stderr)} ${harmless(message)}${harmless(place)}`,
    ...problems.map((problem) => harmless(problemText(problem))),
    `  ${harmless(hint)}`,
  ];
  return `${lines.join('\n')}\n`;
}

function problemText({ at, line, message, hint }: Problem): string {
  const place = [line === undefined ? [] : `line ${line}`, at].flat().filter((part) => part !== '');
  return `  ${[...place, message].join(': ')}${hint === undefined ? '' : `\n      ${hint}`}`;
}

/** oclif's `exit()` is an error with a code; a prompt that was left with Ctrl-C throws one by name. */
function askedExitCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'ExitPromptError') return EXIT_INTERRUPTED;
  const { code, oclif } = error as Error & { code?: unknown; oclif?: { exit?: number } };
  return code === 'EEXIT' ? oclif?.exit : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
