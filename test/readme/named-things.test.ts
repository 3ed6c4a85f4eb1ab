import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/index.js';
import { anchorsOf, namedThings } from './named-things.js';
import { OTHER_PAGES, PAGES } from './pages.js';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

describe.each([...Object.keys(PAGES), ...OTHER_PAGES])('%s names what exists', (page) => {
  const named = namedThings(readFileSync(page, 'utf8'));

  it('files and folders', () => {
    expect(named.paths.filter((path) => !isThere(path))).toEqual([]);
  });

  it('pages and headings it links to', () => {
    expect(named.links.filter((target) => !isLinked(page, target))).toEqual([]);
  });

  it('npm scripts', () => {
    expect(named.scripts.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('commands', () => {
    expect(named.commands.filter((words) => !isCommand(words))).toEqual([]);
  });
});

function isThere(path: string): boolean {
  if (path.includes('*')) return matchesAny(path);
  return existsSync(path) && (!path.endsWith('/') || statSync(path).isDirectory());
}

/** Whether a file is named as the pattern says; `*` stands for any letters. */
function matchesAny(pattern: string): boolean {
  const [folder = ''] = pattern.split('/');
  const wanted = new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.some((file) => wanted.test(`${folder}/${file.replaceAll('\\', '/')}`));
}

function escaped(text: string): string {
  return text.replace(/[.\\/+?()[\]{}^$|-]/g, '\\$&');
}

function isLinked(page: string, target: string): boolean {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? page : posix.join(posix.dirname(page), file);
  if (!existsSync(path)) return false;
  return anchor === undefined || anchorsOf(readFileSync(path, 'utf8')).includes(anchor);
}

it('the diagram in CONTRIBUTING.md shows every folder of src/', () => {
  const [, diagram = ''] = /^```mermaid\n([\s\S]*?)^```$/m.exec(readFileSync('.github/CONTRIBUTING.md', 'utf8')) ?? [];
  const shown = [...diagram.matchAll(/\bsrc\/([a-z]+)/g)].map(([, folder = '']) => folder);
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect([...new Set(shown)].sort()).toEqual(folders.map(({ name }) => name).sort());
});

/** `docs update`, or `compare` with any word after it. */
function isCommand(words: string): boolean {
  const [first = ''] = words.split(' ');
  return words.replace(' ', ':') in COMMANDS || first in COMMANDS;
}

describe('namedThings()', () => {
  it('finds paths, links, scripts and commands, but not in what is generated', () => {
    const page = [
      '# One & two',
      '`src/x.ts`, `pricing/<offer>.json` and `test/a/`, not `lambda/x`; [y](y.md#z), [w](https://w.org)',
      '```sh\nnpm ci && npm start\ncrossover compare x.yaml\n```',
      '`npm run docs`, `crossover docs update`',
      '<!-- generated: t -->\n`src/gone.ts`\n<!-- /generated -->',
    ].join('\n');
    expect(namedThings(page)).toEqual({
      paths: ['src/x.ts', 'pricing/*.json', 'test/a/'],
      links: ['y.md#z'],
      scripts: ['start', 'docs'],
      commands: ['compare x', 'docs update'],
    });
    expect(anchorsOf(page)).toEqual(['one--two']);
  });
});
