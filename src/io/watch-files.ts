import { existsSync, type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Editors write a file in several steps: a change is reported once no other has followed for this long. */
const QUIET_MS = 80;

/**
 * Calls back when a file changes, is replaced or reappears. The folders of the files are watched, because most editors
 * write a new file and rename it; a folder that does not exist is not watched.
 *
 * @returns a function that ends the watch
 */
export function watchFiles(paths: readonly string[], onChange: () => void): () => void {
  const byFolder = new Map<string, Set<string>>();
  for (const path of paths) byFolder.set(dirname(path), (byFolder.get(dirname(path)) ?? new Set()).add(basename(path)));
  let timer: NodeJS.Timeout | undefined;
  const folders = [...byFolder].filter(([folder]) => existsSync(folder));
  const watchers = folders.map(([folder, names]): FSWatcher => {
    return watch(folder, (_event, name) => {
      if (name !== null && !names.has(name)) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, QUIET_MS);
    });
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
