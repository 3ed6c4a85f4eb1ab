import { EstimatorError, type Problem } from '../../model/errors.js';
import { clearProgress } from '../terminal/progress.js';
import { alarming, escapeControls } from '../terminal/terminal-text.js';
import { EXIT } from './exit-codes.js';

const BUG_HINT = 'This is a bug in Crossover. Please report it with the command and the stack trace.';

/**
 * Shows an error once: a user's mistake with what is wrong, where, and what to do; a bug with its stack. With `--json`
 * exactly one document goes to stdout.
 *
 * @returns the exit code
 */
export function showFailure(error: unknown, json: boolean): number {
  clearProgress();
  const requested = requestedExitCode(error);
  if (requested !== undefined) return requested;
  const isUserError = error instanceof EstimatorError;
  if (json) process.stdout.write(`${JSON.stringify(failureJson(error), null, 2)}\n`);
  if (isUserError && !json) process.stderr.write(failureText(error));
  if (!isUserError) process.stderr.write(`${escapeControls(stackOf(error))}\n\n${BUG_HINT}\n`);
  return isUserError ? EXIT.userError : EXIT.bug;
}

/** The error document of `--json`; `at` is null where the mistake has no location. */
function failureJson(error: unknown): unknown {
  if (!(error instanceof EstimatorError)) {
    return { error: { code: 'BUG', message: messageOf(error), hint: BUG_HINT, at: null } };
  }
  const { code, message, hint, at = null, problems } = error;
  return { error: { code, message, hint, at, ...(problems.length > 0 && { problems }) } };
}

/** Formats a user's mistake in lines: what is wrong and where, each problem, and what to do. */
export function failureText(error: EstimatorError): string {
  const lines = [
    `${alarming('Error:', process.stderr)} ${escapeControls(locatedMessage(error))}`,
    ...error.problems.map((problem) => escapeControls(problemText(problem))),
    `  ${escapeControls(error.hint)}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** `a.yaml: 2 problems`. Errors of the command line and of files name the argument or the file in their message. */
function locatedMessage({ code, message, at }: EstimatorError): string {
  const isNamed = code === 'ARGUMENT_INVALID' || code.startsWith('FILE_') || at === undefined || message.includes(at);
  return isNamed ? message : `${at}: ${message}`;
}

function problemText({ at, line, message, hint }: Problem): string {
  const location = [line === undefined ? [] : `line ${line}`, at].flat().filter((part) => part !== '');
  return `  ${[...location, message].join(': ')}${hint === undefined ? '' : `\n      ${hint}`}`;
}

/** oclif's `exit()` throws an error with a code; a prompt that is left with Ctrl-C throws an `ExitPromptError`. */
function requestedExitCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'ExitPromptError') return EXIT.interrupted;
  const { code, oclif } = error as Error & { code?: unknown; oclif?: { exit?: number } };
  return code === 'EEXIT' ? oclif?.exit : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
