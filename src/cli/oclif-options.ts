import type { Command, Interfaces } from '@oclif/core';
import packageJson from '../../package.json' with { type: 'json' };
import { packageRoot } from '../io/package-root.js';
import type { CommandTable, Manifest } from './command-table.js';

/**
 * What oclif needs to run the commands of a table.
 *
 * oclif would look for its root, its manifest, its plugins and its commands on disk. Here all of them are known, and
 * handed over as the one plugin there is: a start reads no file but the program.
 */
export function oclifOptions(table: CommandTable, manifest: Manifest): Interfaces.Options {
  // Or oclif would look for a theme of its colours in the user's configuration.
  process.env.CROSSOVER_DISABLE_THEME ??= '1';
  const plugin = rootPlugin(table, manifest);
  return {
    root: plugin.root,
    pjson: plugin.pjson,
    plugins: new Map([[plugin.name, plugin]]),
    userPlugins: false,
    devPlugins: false,
  };
}

function rootPlugin(table: CommandTable, manifest: Manifest): Interfaces.Plugin {
  const { name, version } = packageJson;
  const pjson: Interfaces.PJSON = packageJson as Interfaces.PJSON;
  const root = packageRoot();
  const load = async (id: string): Promise<Command.Class> => {
    const command = await table[id]?.();
    if (command === undefined) throw new Error(`The command table lacks "${id}"`);
    command.id = id;
    return command;
  };
  return {
    _base: name,
    alias: name,
    commandIDs: Object.keys(manifest),
    commands: Object.values(manifest).map((cached) => ({ ...cached, pluginName: name, load: () => load(cached.id) })),
    commandsDir: undefined,
    findCommand: load,
    hasManifest: true,
    hooks: {},
    isRoot: true,
    load: async () => {},
    moduleType: 'module',
    name,
    options: { root },
    pjson,
    root,
    topics: Object.entries(pjson.oclif.topics ?? {}).map(([topic, about]) => ({ ...about, name: topic })),
    type: 'core',
    valid: true,
    version,
  };
}
