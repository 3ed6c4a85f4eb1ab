import type { Command } from '@oclif/core';

/** What may be typed after the program's name, as the shells' completions need it. */
export interface Vocabulary {
  readonly commands: readonly KnownCommand[];
  readonly topics: readonly KnownTopic[];
}

/** One command. */
export interface KnownCommand {
  /** As it is typed: `prices show`. */
  readonly typed: string;
  readonly about: string;
  readonly flags: readonly KnownFlag[];
  /** What its first argument may be; empty where that is a file. */
  readonly values: readonly string[];
}

/** A word that other words follow: `prices`. */
export interface KnownTopic {
  readonly name: string;
  readonly about: string;
}

/** One spelling of a flag. */
export interface KnownFlag {
  /** With its dashes: `--format`, `--no-free-tier`. */
  readonly word: string;
  readonly short: string | undefined;
  readonly about: string;
  readonly takesValue: boolean;
  /** What it may be; empty where that is not known. */
  readonly values: readonly string[];
}

/** The vocabulary of a command table, as the help knows it; hidden commands and flags are left out. */
export function vocabularyOf(
  commands: readonly Command.Cached[],
  topics: readonly { readonly name: string; readonly description?: string | undefined }[],
): Vocabulary {
  const known = commands.filter(({ hidden }) => !hidden).map(commandOf);
  return {
    commands: known,
    topics: topics
      .filter(({ name }) => known.some(({ typed }) => typed.startsWith(`${name} `)))
      .map(({ name, description = '' }) => ({ name, about: description })),
  };
}

function commandOf({ id, summary, flags, args }: Command.Cached): KnownCommand {
  return {
    typed: id.replaceAll(':', ' '),
    about: summary ?? '',
    flags: Object.values(flags)
      .filter(({ hidden }) => hidden !== true)
      .flatMap(spellings),
    values: Object.values(args)[0]?.options ?? [],
  };
}

function spellings(flag: Command.Flag.Cached): KnownFlag[] {
  const about = flag.summary ?? flag.description ?? '';
  const word: KnownFlag = {
    word: `--${flag.name}`,
    short: flag.char === undefined ? undefined : `-${flag.char}`,
    about,
    takesValue: flag.type === 'option',
    values: flag.type === 'option' ? (flag.options ?? []) : [],
  };
  if (flag.type !== 'boolean' || flag.allowNo !== true) return [word];
  return [word, { ...word, word: `--no-${flag.name}`, short: undefined }];
}
