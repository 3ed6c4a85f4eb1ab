import type { Interfaces } from '@oclif/core';
import { EstimatorError } from '../../model/errors.js';
import { nearest } from '../../model/nearest.js';

/** What oclif's parse errors carry; their classes are not exported. */
interface ParseError extends Error {
  /** Of unknown flags: `--frmat`. */
  readonly flags?: readonly string[];
  /** Of surplus arguments, text; of missing ones, their definitions. */
  readonly args?: readonly (string | { readonly name: string })[];
}

/**
 * Says what oclif could not parse in our words, with what to do.
 *
 * @param error thrown by oclif's parser, or by the `parse` of one of our flags
 * @param command as it is typed: `prices show`
 * @param flags of the command, for the nearest one
 */
export function argumentError(error: ParseError, command: string, flags: Interfaces.FlagInput): EstimatorError {
  const help = `See crossover ${command} --help.`;
  if (error instanceof EstimatorError) return fromFlag(error);
  if (error.flags !== undefined) return unknownFlags(error.flags, namesOf(flags), help);
  const surplus = error.args?.filter((arg) => typeof arg === 'string') ?? [];
  if (surplus.length > 0) {
    return invalid(`${command} does not take ${surplus.map(quoted).join(', ')}`, help, surplus[0]);
  }
  const missing = error.args?.flatMap((arg) => (typeof arg === 'string' ? [] : [arg.name.toUpperCase()])) ?? [];
  if (missing.length > 0) return invalid(`${command} needs ${missing.join(' and ')}`, help, missing[0]);
  const message = withoutOclifWords(error.message);
  return invalid(message, help, /--[\w-]+/.exec(message)?.[0]);
}

function unknownFlags(flags: readonly string[], known: readonly string[], help: string): EstimatorError {
  const [first = ''] = flags;
  const close = nearest(first.replace(/^-+/, '').replace(/=.*/, ''), known);
  const hint = close === undefined ? help : `Did you mean --${close}? ${help}`;
  return invalid(`Unknown flag${flags.length > 1 ? 's' : ''} ${flags.join(', ')}`, hint, first);
}

/** Flags as they may be typed, without the dashes. */
function namesOf(flags: Interfaces.FlagInput): string[] {
  return Object.entries(flags).flatMap(([name, flag]) =>
    flag.type === 'boolean' && flag.allowNo === true ? [name, `no-${name}`] : [name],
  );
}

/** oclif writes its own words around the message of an error that a flag's `parse` throws. */
function fromFlag(error: EstimatorError): EstimatorError {
  const { code, hint, at, problems } = error;
  return new EstimatorError(code, withoutOclifWords(error.message), hint, at, problems);
}

function withoutOclifWords(message: string): string {
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
