// Where compiled code may be kept between runs: whoever can write there decides what the program does.
const { lstatSync, mkdirSync, statSync } = require('node:fs');
const { homedir } = require('node:os');
const { dirname, isAbsolute, join } = require('node:path');

const OTHERS_WRITE = 0o022;
const OTHERS = 0o077;

/**
 * Makes the program's folder among the caches of the user.
 *
 * @returns undefined where there is none that only the user can reach
 */
function privateFolder() {
  try {
    const caches = cacheHome();
    if (!isAbsolute(caches) || !isUsers(nearestExisting(caches), OTHERS_WRITE)) return undefined;
    mkdirSync(caches, { recursive: true, mode: 0o700 });
    const folder = join(caches, 'crossover');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Not statSync: a link could have been put there by another user, and be turned elsewhere later.
    return isUsers(lstatSync(folder), OTHERS) ? folder : undefined;
  } catch {
    return undefined;
  }
}

function cacheHome() {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (process.platform === 'win32') return LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  if (XDG_CACHE_HOME) return XDG_CACHE_HOME;
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}

function nearestExisting(folder) {
  return statSync(folder, { throwIfNoEntry: false }) ?? nearestExisting(dirname(folder));
}

/** Whether it is a folder of this user, where others do not have any of these rights. Windows grants none in a profile. */
function isUsers(stats, rights) {
  if (!stats.isDirectory()) return false;
  return process.platform === 'win32' || (stats.uid === process.getuid() && (stats.mode & rights) === 0);
}

module.exports = { privateFolder };
