import type { Command } from '@oclif/core';

/** Every command by its id (`prices:show`); a command's module is read when it runs, or when the help is asked for. */
export type CommandTable = Readonly<Record<string, () => Promise<Command.Class>>>;

/** What the help says of each command, by id. The build writes it into the program, so that no command need be read. */
export type Manifest = Readonly<Record<string, Command.Cached>>;

/** Describes every command of the table. */
export async function manifestOf(table: CommandTable): Promise<Manifest> {
  const entries = Object.entries(table).map(async ([id, load]) => [id, described(id, await load())] as const);
  return Object.fromEntries(await Promise.all(entries));
}

function described(id: string, command: Command.Class): Command.Cached {
  return {
    id,
    args: named(command.args),
    flags: named({ ...command.baseFlags, ...command.flags }),
    summary: command.summary,
    description: command.description,
    examples: command.examples,
    usage: command.usage,
    strict: command.strict,
    hidden: command.hidden ?? false,
    aliases: command.aliases,
    hiddenAliases: command.hiddenAliases,
  };
}

function named<T extends object>(fields: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, name }]));
}
