import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyProgram } from '../run-built.js';

const SCENARIO = join(import.meta.dirname, '../../scenarios/lambda-or-one-small-task.yaml');
/** A word of the result, and another of its length. */
const [SHOWN, EDITED] = ['Cheapest: ', 'Dearest!: '];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crossover-'));
  copyProgram(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

const bundle = () => join(folder, 'dist/crossover.cjs');
const cacheFile = () => join(folder, `dist/crossover.${process.version}-${process.platform}-${process.arch}.v8`);

/** Runs `crossover compare` of the copy, with the caches of its user in a folder of its own. */
function compared(caches = join(folder, 'caches')): string {
  const env = { ...process.env, XDG_CACHE_HOME: caches, LOCALAPPDATA: caches, TMPDIR: join(folder, 'tmp') };
  const argv = [join(folder, 'bin/run.js'), 'compare', SCENARIO];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', env });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

/** Whether V8 would run the shipped code cache: `accepted`, `rejected`, or `refused` before V8 sees it. */
function shippedCache(): string {
  const script = `
    const { run, shippedCache } = require(process.argv[1]);
    const bundle = process.argv[2];
    const source = require('node:fs').readFileSync(bundle);
    const cache = shippedCache(bundle, source);
    if (cache === undefined) console.log('refused');
    else console.log(run(bundle, source, cache).script.cachedDataRejected ? 'rejected' : 'accepted');`;
  const argv = ['-e', script, join(folder, 'bin/compile-cache.js'), bundle()];
  return spawnSync(process.execPath, argv, { encoding: 'utf8' }).stdout.trim();
}

function edit(file: string, change: (bytes: Buffer) => Buffer): void {
  writeFileSync(file, change(readFileSync(file)));
}

describe('the code cache that the build ships', () => {
  it('is of this Node, and V8 accepts it', () => {
    expect(shippedCache()).toBe('accepted');
  });

  it('is not used for a bundle that was edited, which runs as it is now', () => {
    expect(compared()).toContain(SHOWN);
    edit(bundle(), (bytes) => Buffer.from(bytes.toString('latin1').replaceAll(SHOWN, EDITED), 'latin1'));
    expect(shippedCache()).toBe('refused');
    expect(compared()).toContain(EDITED);
  });

  it.each([0.01, 0.3, 0.5, 0.7, 0.99])('is not used with a bit flipped at %d of its length', (part) => {
    const before = compared();
    edit(cacheFile(), (bytes) => {
      const at = Math.floor(bytes.length * part);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      return bytes;
    });
    expect(shippedCache()).toBe('refused');
    expect(compared()).toBe(before);
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['made of another bundle', (bytes: Buffer) => Buffer.from(bytes.toReversed())],
  ])('is not used when it is %s', (_what, change) => {
    edit(cacheFile(), change);
    expect(shippedCache()).toBe('refused');
    expect(compared()).toContain(SHOWN);
  });

  it('is not used without its checksum', () => {
    rmSync(`${cacheFile()}.sha256`);
    expect(shippedCache()).toBe('refused');
    expect(compared()).toContain(SHOWN);
  });
});

describe('without a code cache of this Node', () => {
  const keepsOne = 'enableCompileCache' in Module;

  it('runs, and keeps what Node compiled in the folder of the user alone', () => {
    rmSync(cacheFile());
    const caches = join(folder, 'caches');
    const [first, second] = [compared(caches), compared(caches)];
    expect(first).toContain(SHOWN);
    expect(second).toBe(first);
    const kept = keepsOne ? readdirSync(join(caches, 'crossover'), { recursive: true }) : [];
    expect(kept.length > 0).toBe(keepsOne);
    expect(readdirSync(folder)).not.toContain('tmp');
  });
});
