import { choices, firstWords, shellQuoted, wordsAfter } from './shell-words.js';
import type { Vocabulary } from './vocabulary.js';

/** The completion of zsh: commands and flags with what they are for, their values; files everywhere else. */
export function zshCompletion(vocabulary: Vocabulary): string {
  const { commands, topics } = vocabulary;
  const topicCases = topics.map(
    ({ name }) =>
      `    ${name}) command="$command $words[3]"; place=3; known=(${described(wordsAfter(name, vocabulary))}) ;;`,
  );
  const valueCases = commands.flatMap((command) =>
    choices(command).map(
      ({ words, flag }) =>
        `    ${words.map((word) => `'${command.typed} ${word}'`).join('|')}) known=(${flag.values.join(' ')}) ;;`,
    ),
  );
  const flagCases = commands.map(
    ({ typed, flags }) =>
      `      '${typed}') known=(${described([...flags, { word: '--help', about: 'Show help.' }])}) ;;`,
  );
  const argumentCases = commands
    .filter(({ values }) => values.length > 0)
    .map(({ typed, values }) => `      '${typed}') known=(${values.join(' ')}) ;;`);
  return `#compdef crossover
# zsh completion of crossover: eval "$(crossover completion zsh)", after compinit
_crossover() {
  local command="$words[2]" previous="$words[CURRENT-1]" place=2
  local -a known
  # --flag=value is one word to zsh.
  if [[ $PREFIX == --*=* ]]; then previous="\${PREFIX%%=*}"; compset -P '*='; fi
  case "$command" in
${topicCases.join('\n')}
  esac
  if (( CURRENT == 2 )); then
    known=(${described(firstWords(vocabulary))})
  elif (( CURRENT > place )); then
    known=()
    case "$command $previous" in
${valueCases.join('\n')}
    esac
    if (( ! $#known )) && [[ $PREFIX == -* ]]; then
      case "$command" in
${flagCases.join('\n')}
      esac
    elif (( ! $#known && CURRENT == place + 1 )); then
      case "$command" in
${argumentCases.join('\n')}
      esac
    fi
  fi
  if (( $#known )); then _describe -V crossover known; else _files; fi
}
compdef _crossover crossover
`;
}

/** Colons part a word from what it is for. */
function described(words: readonly { readonly word: string; readonly about: string }[]): string {
  return words.map(({ word, about }) => shellQuoted(`${word.replaceAll(':', '\\:')}:${about}`)).join(' ');
}
