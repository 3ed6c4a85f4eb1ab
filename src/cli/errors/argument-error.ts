import type { Interfaces } from '@oclif/core';
import { EstimatorError } from '../../model/errors.js';
import { nearest } from '../../model/nearest.js';

/** The fields of oclif's parse errors, whose classes are not exported. */
interface ParseError extends Error {
  /** Unknown flags: `--frmat`. */
  readonly flags?: readonly string[];
  /** The text of each surplus argument, or the definition of each missing one. */
  readonly args?: readonly (string | { readonly name: string })[];
}

/**
 * Turns an error of oclif's parser into one that says what to do.
 *
 * @param error from oclif's parser, or from the `parse` of one of our flags
 * @param command as typed: `prices show`
 * @param flags of the command, among which the nearest to an unknown one is found
 */
export function argumentError(error: ParseError, command: string, flags: Interfaces.FlagInput): EstimatorError {
  const help = `Run crossover ${command} --help to see what it takes.`;
  if (error instanceof EstimatorError) return withoutWrapping(error);
  if (error.flags !== undefined) return unknownFlags(error.flags, flagNames(flags), help);
  const surplus = error.args?.filter((arg) => typeof arg === 'string') ?? [];
  if (surplus.length > 0) {
    return invalid(`${command} does not take ${surplus.map(quoted).join(', ')}`, help, surplus[0]);
  }
  const missing = error.args?.flatMap((arg) => (typeof arg === 'string' ? [] : [arg.name.toUpperCase()])) ?? [];
  if (missing.length > 0) return invalid(`${command} needs ${missing.join(' and ')}`, help, missing[0]);
  const message = unwrapped(error.message);
  return invalid(message, help, /--[\w-]+/.exec(message)?.[0]);
}

function unknownFlags(flags: readonly string[], known: readonly string[], help: string): EstimatorError {
  const [first = ''] = flags;
  const close = nearest(first.replace(/^-+/, '').replace(/=.*/, ''), known);
  const hint = close === undefined ? help : `Did you mean --${close}? ${help}`;
  return invalid(`Unknown flag${flags.length > 1 ? 's' : ''} ${flags.join(', ')}`, hint, first);
}

/** Every spelling of the flags, without the dashes. */
function flagNames(flags: Interfaces.FlagInput): string[] {
  return Object.entries(flags).flatMap(([name, flag]) =>
    flag.type === 'boolean' && flag.allowNo === true ? [name, `no-${name}`] : [name],
  );
}

function withoutWrapping(error: EstimatorError): EstimatorError {
  const { code, hint, at, problems } = error;
  return new EstimatorError(code, unwrapped(error.message), hint, at, problems);
}

/** oclif adds its own sentences to the message of an error that a flag's `parse` throws. */
function unwrapped(message: string): string {
  return message
    .replace(/^Parsing (--\S+) \n\t/, '')
    .replace(/\nSee more help with --help$/, '')
    .replace(/^The following errors? occurred:\n\s*/, '');
}

function invalid(message: string, hint: string, at?: string): EstimatorError {
  return new EstimatorError('ARGUMENT_INVALID', message, hint, at);
}

function quoted(text: string): string {
  return `"${text}"`;
}
