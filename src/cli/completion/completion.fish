# fish completion of crossover: crossover completion fish | source

# Whether the command line holds all of some words.
function __crossover_has
    for word in $argv
        __fish_seen_subcommand_from $word; or return 1
    end
end

# {{completions}}
