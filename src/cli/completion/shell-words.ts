import type { KnownCommand, KnownFlag, Vocabulary } from './vocabulary.js';

/** The words that may come first. */
export function firstWords({ commands, topics }: Vocabulary): { word: string; about: string }[] {
  return [
    ...commands.filter(({ typed }) => !typed.includes(' ')).map(({ typed, about }) => ({ word: typed, about })),
    ...topics.map(({ name, about }) => ({ word: name, about })),
  ];
}

/** The words that may follow a topic. */
export function wordsAfter(topic: string, { commands }: Vocabulary): { word: string; about: string }[] {
  return commands
    .filter(({ typed }) => typed.startsWith(`${topic} `))
    .map(({ typed, about }) => ({ word: typed.slice(topic.length + 1), about }));
}

/** The flags of a command that have values to choose from, in every spelling. */
export function choices(command: KnownCommand): { words: string[]; flag: KnownFlag }[] {
  return command.flags
    .filter(({ values }) => values.length > 0)
    .map((flag) => ({ words: [flag.word, flag.short].flatMap((word) => word ?? []), flag }));
}

/** A word of a shell script that is exactly this text. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
