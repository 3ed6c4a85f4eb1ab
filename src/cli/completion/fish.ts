import { firstWords, shellQuoted, wordsAfter } from './shell-words.js';
import type { KnownCommand, KnownFlag, Vocabulary } from './vocabulary.js';

/** The completion of fish: commands and flags with what they are for, their values; files everywhere else. */
export function fishCompletion(vocabulary: Vocabulary): string {
  const lines = [
    ...firstWords(vocabulary).map(({ word, about }) => complete('__fish_use_subcommand', `-f -a ${word}`, about)),
    ...vocabulary.topics.flatMap(({ name }) => {
      const after = wordsAfter(name, vocabulary);
      const condition = `__fish_seen_subcommand_from ${name}; and not __fish_seen_subcommand_from ${after.map(({ word }) => word).join(' ')}`;
      return after.map(({ word, about }) => complete(condition, `-f -a ${word}`, about));
    }),
    ...vocabulary.commands.flatMap(commandLines),
  ];
  return `# fish completion of crossover: crossover completion fish | source\n${lines.join('\n')}\n`;
}

function commandLines(command: KnownCommand): string[] {
  const condition = command.typed
    .split(' ')
    .map((word) => `__fish_seen_subcommand_from ${word}`)
    .join('; and ');
  const values =
    command.values.length === 0 ? [] : [complete(condition, `-f -a ${shellQuoted(command.values.join(' '))}`, '')];
  return [...values, ...command.flags.map((flag) => complete(condition, flagWords(flag), flag.about))];
}

function flagWords({ word, short, takesValue, values }: KnownFlag): string {
  const names = `-l ${word.slice(2)}${short === undefined ? '' : ` -s ${short.slice(1)}`}`;
  if (!takesValue) return names;
  return values.length === 0 ? `${names} -r` : `${names} -x -a ${shellQuoted(values.join(' '))}`;
}

function complete(condition: string, what: string, about: string): string {
  // Within single quotes fish knows \\\\ and \\', and nothing else.
  const text = about === '' ? '' : ` -d '${about.replace(/[\\']/g, '\\$&')}'`;
  return `complete -c crossover -n '${condition}' ${what}${text}`;
}
