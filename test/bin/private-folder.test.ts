import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const { privateFolder } = createRequire(import.meta.url)('../../bin/private-folder.js') as {
  privateFolder: () => string | undefined;
};

const SOMEBODY_ELSE = 65_534;

let caches: string;
let folder: string;
beforeEach(() => {
  caches = mkdtempSync(join(tmpdir(), 'crossover-caches-'));
  folder = join(caches, 'crossover');
  vi.stubEnv('XDG_CACHE_HOME', caches);
  vi.stubEnv('LOCALAPPDATA', caches);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(caches, { recursive: true });
});

it('makes the folder, once', () => {
  expect(privateFolder()).toBe(folder);
  expect(privateFolder()).toBe(folder);
});

it('makes the folders above it', () => {
  vi.stubEnv('XDG_CACHE_HOME', join(caches, 'not', 'there'));
  vi.stubEnv('LOCALAPPDATA', join(caches, 'not', 'there'));
  expect(privateFolder()).toBe(join(caches, 'not', 'there', 'crossover'));
});

it('refuses a place that depends on where the program is started', () => {
  vi.stubEnv('XDG_CACHE_HOME', 'caches');
  vi.stubEnv('LOCALAPPDATA', 'caches');
  expect(privateFolder()).toBeUndefined();
  expect(existsSync('caches')).toBe(false);
});

it('refuses a file in its place', () => {
  vi.stubEnv('XDG_CACHE_HOME', import.meta.filename);
  vi.stubEnv('LOCALAPPDATA', import.meta.filename);
  expect(privateFolder()).toBeUndefined();
});

describe.skipIf(process.platform === 'win32')('on Unix', () => {
  it('lets nobody else in', () => {
    expect(privateFolder()).toBe(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it.each([0o777, 0o770, 0o755, 0o701])('refuses a folder that others may enter: mode %o', (mode) => {
    mkdirSync(folder);
    chmodSync(folder, mode);
    expect(privateFolder()).toBeUndefined();
  });

  it('refuses a folder that others may put another in the place of', () => {
    mkdirSync(folder, { mode: 0o700 });
    chmodSync(caches, 0o777);
    expect(privateFolder()).toBeUndefined();
  });

  it('refuses a link, wherever it leads', () => {
    const own = join(caches, 'own');
    mkdirSync(own, { mode: 0o700 });
    symlinkSync(own, folder);
    expect(privateFolder()).toBeUndefined();
  });

  it('takes the home of the user where XDG_CACHE_HOME is empty', () => {
    vi.stubEnv('XDG_CACHE_HOME', '');
    vi.stubEnv('HOME', caches);
    const home = process.platform === 'darwin' ? join(caches, 'Library', 'Caches') : join(caches, '.cache');
    expect(privateFolder()).toBe(join(home, 'crossover'));
  });
});

// Only root can give a folder away.
describe.skipIf(process.getuid?.() !== 0)('of another user', () => {
  it('refuses the folder', () => {
    mkdirSync(folder, { mode: 0o700 });
    chownSync(folder, SOMEBODY_ELSE, SOMEBODY_ELSE);
    expect(privateFolder()).toBeUndefined();
  });

  it('refuses the folder above, and makes nothing in it', () => {
    chownSync(caches, SOMEBODY_ELSE, SOMEBODY_ELSE);
    expect(privateFolder()).toBeUndefined();
    expect(existsSync(folder)).toBe(false);
  });
});
