// Written by embed-text.mjs from completion.fish: change that instead.
export default "# fish completion of crossover: crossover completion fish | source\n\n# Whether the command line holds all of some words.\nfunction __crossover_has\n    for word in $argv\n        __fish_seen_subcommand_from $word; or return 1\n    end\nend\n\n# {{completions}}\n";
