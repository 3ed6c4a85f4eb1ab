# bash completion of crossover: eval "$(crossover completion bash)"
# shellcheck shell=bash

# Sets `words` to the words of one list, such as "commands", "flags of compare" or "values of compare --format".
_crossover_words() {
  words=''
  case "$1" in
    # {{lists}}
  esac
}

_crossover() {
  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD - 1]}"
  local command="${COMP_WORDS[1]}" last=1 words
  # bash splits --flag=value into three words.
  if [[ $current == = ]]; then current=''; elif [[ $previous == = ]]; then previous="${COMP_WORDS[COMP_CWORD - 2]}"; fi
  _crossover_words "commands of $command"
  if [[ -n $words ]]; then command="$command ${COMP_WORDS[2]}" last=2; fi
  if ((COMP_CWORD == 1)); then
    _crossover_words 'commands'
  elif ((COMP_CWORD > last)); then
    _crossover_words "values of $command $previous"
    if [[ -z $words && $current == -* ]]; then
      _crossover_words "flags of $command"
    elif [[ -z $words ]] && ((COMP_CWORD == last + 1)); then
      _crossover_words "first argument of $command"
    fi
  fi
  # No word has a space or a wildcard, and bash 3.2 has no mapfile.
  # shellcheck disable=SC2207
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _crossover crossover
