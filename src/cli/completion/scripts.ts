// The scripts are ours because libraries lack parts of them: @oclif/plugin-autocomplete has no fish, no values of flags in
// bash and keeps a cache on disk; @bomb.sh/tab and omelette start the program at every press of Tab.
import { fillTemplate } from '../../render/template.js';
import bashTemplate from './completion.bash.js';
import fishTemplate from './completion.fish.js';
import zshTemplate from './completion.zsh.js';
import { type Command, type DescribedWord, type Flag, nextWords, type Vocabulary } from './vocabulary.js';

/** The shells with a completion script. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

/** Writes the script with which a shell completes commands, flags and their values; files everywhere else. */
export function completionScript(shell: Shell, vocabulary: Vocabulary): string {
  switch (shell) {
    case 'bash':
      return fillTemplate(bashTemplate, { lists: caseLines(vocabulary, bashWords) });
    case 'zsh':
      return fillTemplate(zshTemplate, { lists: caseLines(vocabulary, zshWords) });
    case 'fish':
      return fillTemplate(fishTemplate, { completions: fishLines(vocabulary).join('\n') });
  }
}

/** Words that may be typed in one place of the command line. */
interface WordList {
  /** `commands of prices`, `values of compare --format`; several where a flag has a short form. */
  readonly names: readonly string[];
  readonly words: readonly DescribedWord[];
}

const HELP: DescribedWord = { word: '--help', description: 'Show help.' };

function wordLists(vocabulary: Vocabulary): WordList[] {
  const { commands, topics } = vocabulary;
  return [
    { names: ['commands'], words: nextWords(vocabulary) },
    ...topics.map(({ word }) => ({ names: [`commands of ${word}`], words: nextWords(vocabulary, word) })),
    ...commands.flatMap(({ name, flags, values }) => [
      { names: [`flags of ${name}`], words: [...flags, HELP] },
      { names: [`first argument of ${name}`], words: plainWords(values) },
      ...flags.map((flag) => ({
        names: spellings(flag).map((spelling) => `values of ${name} ${spelling}`),
        words: plainWords(flag.values),
      })),
    ]),
  ].filter(({ words }) => words.length > 0);
}

function plainWords(words: readonly string[]): DescribedWord[] {
  return words.map((word) => ({ word, description: '' }));
}

function spellings({ word, short }: Flag): string[] {
  return short === undefined ? [word] : [word, short];
}

/** Lines of a `case`, with the indentation of the templates. */
function caseLines(vocabulary: Vocabulary, assignment: (words: readonly DescribedWord[]) => string): string {
  const lines = wordLists(vocabulary).map(
    ({ names, words }) => `${names.map(posixQuoted).join(' | ')}) ${assignment(words)} ;;`,
  );
  return lines.join('\n    ');
}

function bashWords(words: readonly DescribedWord[]): string {
  return `words=${posixQuoted(words.map(({ word }) => word).join(' '))}`;
}

/** zsh's `_describe` takes `word:description`. */
function zshWords(words: readonly DescribedWord[]): string {
  const entries = words.map(({ word, description }) => {
    const escaped = word.replaceAll(':', '\\:');
    return posixQuoted(description === '' ? escaped : `${escaped}:${description}`);
  });
  return `words_found=(${entries.join(' ')})`;
}

/** One `complete` per word and flag, as fish has it. */
function fishLines(vocabulary: Vocabulary): string[] {
  return [
    ...nextWords(vocabulary).map((word) => fishWord('__fish_use_subcommand', word)),
    ...vocabulary.topics.flatMap((topic) => {
      const words = nextWords(vocabulary, topic.word);
      const others = words.map(({ word }) => word).join(' ');
      const condition = `__crossover_has ${topic.word}; and not __fish_seen_subcommand_from ${others}`;
      return words.map((word) => fishWord(condition, word));
    }),
    ...vocabulary.commands.flatMap(fishCommandLines),
  ];
}

function fishCommandLines({ name, flags, values }: Command): string[] {
  const condition = `__crossover_has ${name}`;
  const argument = values.length === 0 ? [] : [fishComplete(condition, `-f -a ${fishQuoted(values.join(' '))}`, '')];
  return [...argument, ...flags.map((flag) => fishComplete(condition, fishFlag(flag), flag.description))];
}

function fishFlag({ word, short, takesValue, values }: Flag): string {
  const names = `-l ${word.slice('--'.length)}${short === undefined ? '' : ` -s ${short.slice('-'.length)}`}`;
  if (!takesValue) return names;
  return values.length === 0 ? `${names} -r` : `${names} -x -a ${fishQuoted(values.join(' '))}`;
}

function fishWord(condition: string, { word, description }: DescribedWord): string {
  return fishComplete(condition, `-f -a ${fishQuoted(word)}`, description);
}

function fishComplete(condition: string, completion: string, description: string): string {
  const text = description === '' ? '' : ` -d ${fishQuoted(description)}`;
  return `complete -c crossover -n ${fishQuoted(condition)} ${completion}${text}`;
}

/** Quotes a text for bash and zsh. */
function posixQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Quotes a text for fish, which escapes quotes and backslashes within quotes. */
function fishQuoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
