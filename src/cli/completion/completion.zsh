#compdef crossover
# zsh completion of crossover: eval "$(crossover completion zsh)", after compinit

# Sets `words_found` to the words of one list, such as "commands", "flags of compare" or "values of compare --format",
# each followed by a colon and its description.
_crossover_words() {
  words_found=()
  case "$1" in
    # {{lists}}
  esac
}

_crossover() {
  local command="$words[2]" previous="$words[CURRENT-1]" last=2
  local -a words_found
  # --flag=value is one word in zsh.
  if [[ $PREFIX == --*=* ]]; then previous="${PREFIX%%=*}"; compset -P '*='; fi
  _crossover_words "commands of $command"
  if (( $#words_found )); then command="$command $words[3]" last=3; fi
  if (( CURRENT == 2 )); then
    _crossover_words 'commands'
  elif (( CURRENT > last )); then
    _crossover_words "values of $command $previous"
    if (( ! $#words_found )) && [[ $PREFIX == -* ]]; then
      _crossover_words "flags of $command"
    elif (( ! $#words_found && CURRENT == last + 1 )); then
      _crossover_words "first argument of $command"
    fi
  fi
  if (( $#words_found )); then _describe -V crossover words_found; else _files; fi
}
compdef _crossover crossover
