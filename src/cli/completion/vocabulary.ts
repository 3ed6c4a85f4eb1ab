import type { Command as OclifCommand } from '@oclif/core';

/** What may be typed after the program's name. */
export interface Vocabulary {
  readonly commands: readonly Command[];
  /** First words of commands of two words: `prices`. */
  readonly topics: readonly DescribedWord[];
}

/** A word with the sentence that the help says of it. */
export interface DescribedWord {
  readonly word: string;
  readonly description: string;
}

/** A command that the help shows. */
export interface Command {
  /** As it is typed: `prices show`. */
  readonly name: string;
  readonly description: string;
  readonly flags: readonly Flag[];
  /** Values of its first argument; empty where that is a file. */
  readonly values: readonly string[];
}

/** A flag; one that can be negated is two: `--free-tier` and `--no-free-tier`. */
export interface Flag extends DescribedWord {
  /** `-f`. */
  readonly short: string | undefined;
  readonly takesValue: boolean;
  /** Its values; empty where they are not listed. */
  readonly values: readonly string[];
}

/** Collects the vocabulary of oclif's commands, without hidden commands and flags. */
export function vocabularyOf(
  commands: readonly OclifCommand.Cached[],
  topics: readonly { readonly name: string; readonly description?: string | undefined }[],
): Vocabulary {
  const shown = commands.filter(({ hidden }) => !hidden).map(commandOf);
  return {
    commands: shown,
    topics: topics
      .filter(({ name }) => shown.some((command) => command.name.startsWith(`${name} `)))
      .map(({ name, description = '' }) => ({ word: name, description })),
  };
}

/** Lists the words that may come first, or that may follow a topic. */
export function nextWords({ commands, topics }: Vocabulary, topic?: string): DescribedWord[] {
  const prefix = topic === undefined ? '' : `${topic} `;
  const words = commands
    .filter(({ name }) => name.startsWith(prefix) && !name.slice(prefix.length).includes(' '))
    .map(({ name, description }) => ({ word: name.slice(prefix.length), description }));
  return topic === undefined ? [...words, ...topics] : words;
}

function commandOf({ id, summary, flags, args }: OclifCommand.Cached): Command {
  return {
    name: id.replaceAll(':', ' '),
    description: summary ?? '',
    flags: Object.values(flags)
      .filter(({ hidden }) => hidden !== true)
      .flatMap(flagsOf),
    values: Object.values(args)[0]?.options ?? [],
  };
}

function flagsOf(flag: OclifCommand.Flag.Cached): Flag[] {
  const shown: Flag = {
    word: `--${flag.name}`,
    short: flag.char === undefined ? undefined : `-${flag.char}`,
    description: flag.summary ?? flag.description ?? '',
    takesValue: flag.type === 'option',
    values: flag.type === 'option' ? (flag.options ?? []) : [],
  };
  const canBeNegated = flag.type === 'boolean' && flag.allowNo === true;
  return canBeNegated ? [shown, { ...shown, word: `--no-${flag.name}`, short: undefined }] : [shown];
}
