import { choices, firstWords, wordsAfter } from './shell-words.js';
import type { Vocabulary } from './vocabulary.js';

/** The completion of bash (3.2 or later): commands, flags and their values; files everywhere else. */
export function bashCompletion(vocabulary: Vocabulary): string {
  const { commands, topics } = vocabulary;
  const topicCases = topics.map(
    ({ name }) =>
      `    ${name}) command="$command \${COMP_WORDS[2]}"; place=2; words='${joined(wordsAfter(name, vocabulary))}' ;;`,
  );
  const valueCases = commands.flatMap((command) =>
    choices(command).map(
      ({ words, flag }) =>
        `    ${words.map((word) => `'${command.typed} ${word}'`).join('|')}) words='${flag.values.join(' ')}' ;;`,
    ),
  );
  const flagCases = commands.map(
    ({ typed, flags }) => `      '${typed}') words='${flags.map(({ word }) => word).join(' ')} --help' ;;`,
  );
  const argumentCases = commands
    .filter(({ values }) => values.length > 0)
    .map(({ typed, values }) => `      '${typed}') words='${values.join(' ')}' ;;`);
  return `# bash completion of crossover: eval "$(crossover completion bash)"
_crossover() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local command="\${COMP_WORDS[1]}" place=1 words=''
  # --flag=value is three words to bash.
  if [[ $current == = ]]; then current=''; elif [[ $previous == = ]]; then previous="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  case "$command" in
${topicCases.join('\n')}
  esac
  if (( COMP_CWORD == 1 )); then
    words='${joined(firstWords(vocabulary))}'
  elif (( COMP_CWORD > place )); then
    words=''
    case "$command $previous" in
${valueCases.join('\n')}
    esac
    if [[ -z $words && $current == -* ]]; then
      case "$command" in
${flagCases.join('\n')}
      esac
    elif [[ -z $words ]] && (( COMP_CWORD == place + 1 )); then
      case "$command" in
${argumentCases.join('\n')}
      esac
    fi
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _crossover crossover
`;
}

function joined(words: readonly { readonly word: string }[]): string {
  return words.map(({ word }) => word).join(' ');
}
