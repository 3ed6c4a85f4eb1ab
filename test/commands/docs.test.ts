import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFile, readDocument, replaceFile } from '../../src/io/document-files.js';
import { PLAIN } from '../docs/sources.js';
import { PROGRAM, runBuilt } from '../run-built.js';
import { runInProcess } from '../run-in-process.js';

const MARKER = '<!-- crossover:value scenarios/plain.yaml Lambda monthlyUsd -->';
const EMPTY = `# Costs\n\nIt is ${MARKER}?<!-- /crossover --> a month.\n`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crossover-docs-'));
  mkdirSync(join(folder, 'scenarios'));
  writeFileSync(join(folder, 'scenarios/plain.yaml'), PLAIN);
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const docs = (...argv: string[]) => runInProcess(['docs', ...argv]);

function written(name: string, text: string | Buffer = EMPTY): string {
  writeFileSync(at(name), text);
  return at(name);
}

describe('crossover docs update', () => {
  it('fills a document, relative to its own folder, and says so', async () => {
    const path = written('a.md');
    expect(await docs('update', path)).toEqual({ code: 0, stdout: `${path}: updated; was: 1 empty\n`, stderr: '' });
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(`It is ${MARKER}$1.87<!-- /crossover sha256:`);
    expect(await docs('update', path)).toEqual({
      code: 0,
      stdout: `${path}: unchanged; was: 1 up to date\n`,
      stderr: '',
    });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('leaves a hand edit, says it and exits with 3; --force overwrites it', async () => {
    const path = written('a.md', EMPTY.replace('?', 'about $2'));
    const kept = await docs('update', path);
    expect(kept.code).toBe(3);
    expect(kept.stdout).toBe(`${path}: unchanged; was: 1 edited manually\n`);
    expect(kept.stderr).toBe(
      `${path}, line 3: crossover:value was edited manually: it says "about $2", the scenario "$1.87"\nManual edits were kept. Use --force to overwrite them.\n`,
    );
    expect((await docs('update', path, '--force')).code).toBe(0);
    expect(readFileSync(path, 'utf8')).toContain('$1.87');
  });

  it('keeps the byte order mark, the line endings, the mode and the symbolic link', async () => {
    written('target.md', `\uFEFF${EMPTY.replaceAll('\n', '\r\n')}`);
    chmodSync(at('target.md'), 0o640);
    symlinkSync('target.md', at('link.md'));
    expect((await docs('update', at('link.md'))).code).toBe(0);
    const bytes = readFileSync(at('target.md'));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString()).toMatch(/^\uFEFF# Costs\r\n\r\nIt is .*\$1\.87.*\r\n$/);
    expect(statSync(at('target.md')).mode & 0o777).toBe(0o640);
    expect(lstatSync(at('link.md')).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['link.md', 'scenarios', 'target.md']);
  });

  it('changes no document when one of them has a problem, and names all of them', async () => {
    const good = written('good.md');
    const bad = written('bad.md', EMPTY.replace('Lambda', 'Lamda').replace('plain', 'nope'));
    const worse = written('worse.adoc', '= a\n\n// crossover:value scenarios/plain.yaml X rank\n');
    const { code, stdout, stderr } = await docs('update', good, bad, worse);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^Error: 2 markers cannot be filled\n/);
    expect(stderr).toContain(`line 3: ${bad}: `);
    expect(stderr).toContain(`line 3: ${worse}: crossover:value is not closed`);
    expect(readFileSync(good, 'utf8')).toBe(EMPTY);
    const json = JSON.parse((await docs('update', good, bad, worse, '--json')).stdout);
    expect(json.error).toMatchObject({
      code: 'DOCUMENT_INVALID',
      problems: [
        { at: bad, line: 3 },
        { at: worse, line: 3 },
      ],
    });
  });

  it('refuses a read-only document', async () => {
    const path = written('a.md');
    chmodSync(path, 0o444);
    const { code, stderr } = await docs('update', path);
    expect(code).toBe(2);
    expect(stderr).toContain(`${path} is read-only`);
    expect(readFileSync(path, 'utf8')).toBe(EMPTY);
  });

  it.each([
    ['a document that is not there', 'nowhere.md', undefined, /nowhere\.md does not exist/],
    ['a folder that is not there', 'nowhere', undefined, /nowhere does not exist/],
    ['another kind of file', 'a.docx', EMPTY, /is not a document that crossover can fill/],
    ['standard input', '-', undefined, /is not a document that crossover can fill/],
    ['a binary file', 'a.md', Buffer.from([0x23, 0, 0x20]), /is binary/],
    ['another encoding', 'a.md', Buffer.from([0x23, 0x20, 0xe9]), /is not UTF-8/],
    ['a scenario that reads standard input', 'a.md', EMPTY.replace('scenarios/plain.yaml', '-'), /- does not exist/],
  ])('refuses %s', async (_name, name, content, message) => {
    const path = content === undefined ? (name === '-' ? '-' : at(name)) : written(name, content);
    const { code, stdout, stderr } = await docs('update', path);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it("takes prices of one's own with --prices, and names the file in blocks", async () => {
    const prices = written(
      'ours.json',
      '{"offer":"lambda","currency":"USD","meters":{"requests-x86_64":{"unit":"Requests","regions":{"eu-west-1":{"usdPerUnit":"0.001"}}}},"source":"https://example.com","publishedOn":"2026-01-01","confidence":"user"}',
    );
    const path = written('a.md', '<!-- crossover:table scenarios/plain.yaml -->\n<!-- /crossover -->\n');
    expect((await docs('update', path, '--prices', prices)).code).toBe(0);
    // 1M × 0.001 + 100,000 GB-s × 0.0000166667
    expect(readFileSync(path, 'utf8')).toMatch(
      /\$1,001\.67[\s\S]*published 2025-12-02 to 2026-01-01, with .*ours\.json on top\./,
    );
  });
});

describe('crossover docs check', () => {
  it('exits with 0 for what is up to date, and finds documents in folders', async () => {
    mkdirSync(at('node_modules'));
    mkdirSync(at('.git'));
    for (const hidden of ['node_modules/x.md', '.git/x.md']) written(hidden, '<!-- crossover:table -->');
    written('text.txt', '<!-- crossover:table -->');
    written('a.md', 'Nothing here.\n');
    await docs('update', written('b.html', EMPTY));
    expect(await docs('check', folder)).toEqual({
      code: 0,
      stdout: `${at('a.md')}: no markers\n${at('b.html')}: 1 up to date\n`,
      stderr: '',
    });
  });

  it('exits with 3 and a diff for what is stale, empty or edited, and writes nothing', async () => {
    const path = written('a.md');
    await docs('update', path);
    writeFileSync(at('scenarios/plain.yaml'), PLAIN.replace('1M', '2M'));
    const stale = readFileSync(path, 'utf8');
    const { code, stdout, stderr } = await docs('check', path);
    expect(code).toBe(3);
    expect(stdout).toMatch(
      new RegExp(
        `^--- ${path}\\s.*\n\\+\\+\\+ ${path}\\s.*\n@@ -1,3 \\+1,3 @@\n # Costs\n \n-It is .*\\$1\\.87.*\n\\+It is .*\\$3\\.73.*\n$`,
      ),
    );
    expect(stderr).toBe('The document is out of date. Run crossover docs update to update the numbers.\n');
    expect(readFileSync(path, 'utf8')).toBe(stale);

    written('b.md', EMPTY.replace('?', '$2'));
    const both = await docs('check', path, at('b.md'));
    expect(both.stderr).toMatch(
      /b\.md, line 3: crossover:value was edited manually.*\n2 of 2 documents are out of date\./,
    );
  });

  it('is a document with --json', async () => {
    const path = written('a.md', EMPTY.replaceAll('\n', '\r\n'));
    const { code, stdout } = await docs('check', path, '--json');
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toEqual({
      documents: [
        {
          document: path,
          ok: false,
          charts: [],
          markers: [
            {
              line: 3,
              kind: 'value',
              scenario: 'scenarios/plain.yaml',
              design: 'Lambda',
              path: 'monthlyUsd',
              state: 'empty',
              before: '?',
              after: '$1.87',
              prices: '2025-12-02',
              region: 'eu-west-1',
            },
          ],
          diff: expect.stringContaining('+It is '),
        },
      ],
    });
  });

  it('cannot send escape sequences of a document to the terminal', async () => {
    const path = written('a.md', `\x1b[2J${EMPTY}`);
    const { stdout } = await docs('check', path);
    expect(stdout).not.toContain('\x1b');
  });
});

describe('a chart', () => {
  const chart = '<!-- crossover:chart scenarios/plain.yaml to="images/the costs.svg" -->\n<!-- /crossover -->\n';
  const image = () => at('images/the costs.svg');
  beforeEach(() => mkdirSync(at('images')));

  it('is written beside the document, and shown from there with its numbers in words', async () => {
    const path = written('a.md', chart);
    expect((await docs('update', path)).stdout).toBe(`${image()}: written\n${path}: updated; was: 1 empty\n`);
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(
      /!\[Monthly cost of plain, by design and service\. Cheapest: Lambda, .*\]\(images\/the%20costs\.svg\)/,
    );
    expect(text).toContain('List prices published 2025-12-02.');
    expect(readFileSync(image(), 'utf8')).toMatch(
      /^<svg xmlns[\s\S]*\$1\.87[\s\S]*<\/svg>\n<!-- \/crossover sha256:\S+ -->\n$/,
    );
    expect(await docs('update', path)).toMatchObject({ code: 0, stdout: `${path}: unchanged; was: 1 up to date\n` });
    expect((await docs('check', path)).code).toBe(0);
  });

  it('that is missing, stale or edited fails the check; an edited one is kept unless forced', async () => {
    const path = written('a.md', chart);
    await docs('update', path);
    const drawn = readFileSync(image(), 'utf8');
    rmSync(image());
    expect(await docs('check', path)).toMatchObject({
      code: 3,
      stdout: expect.stringContaining(`${image()}: missing`),
    });
    await docs('update', path);
    expect(readFileSync(image(), 'utf8')).toBe(drawn);

    for (const mine of [drawn.replace('$1.87', '$1.00'), '<svg>my logo</svg>']) {
      writeFileSync(image(), mine);
      expect((await docs('check', path)).code).toBe(3);
      const kept = await docs('update', path);
      expect(kept).toMatchObject({ code: 3, stderr: expect.stringContaining('not as crossover wrote it') });
      expect(readFileSync(image(), 'utf8')).toBe(mine);
    }
    expect((await docs('update', path, '--force')).code).toBe(0);
    writeFileSync(at('scenarios/plain.yaml'), PLAIN.replace('1M', '2M'));
    expect((await docs('update', path)).code).toBe(0);
    expect(readFileSync(image(), 'utf8')).toContain('$3.73');
  });

  it('stands in HTML itself, and beside AsciiDoc', async () => {
    const html = written('a.html', chart.replace(' to="images/the costs.svg"', ''));
    await docs('update', html);
    expect(readFileSync(html, 'utf8')).toMatch(/-->\n<svg xmlns[\s\S]*<\/svg>\n<p>eu-west-1/);
    expect((await docs('check', html)).code).toBe(0);
    const adoc = written('a.adoc', chart.replaceAll('<!--', '//').replaceAll(' -->', ''));
    await docs('update', adoc);
    expect(readFileSync(adoc, 'utf8')).toMatch(/\nimage::images\/the%20costs\.svg\["Monthly cost of plain, .*"\]\n/);
  });

  it.each(['', ' to="/etc/x.svg"', ' to="x.png"', ' to="https://example.com/x.svg"', ' to="a)(b.svg"'])(
    'is refused in Markdown with%s',
    async (to) => {
      const path = written('a.md', chart.replace(' to="images/the costs.svg"', to));
      expect(await docs('update', path)).toMatchObject({ code: 2, stderr: expect.stringContaining('.svg"') });
      expect(readdirSync(at('images'))).toEqual([]);
    },
  );
});

describe('a document that changes while it is updated', () => {
  it('is refused, and stays as it has become', () => {
    const document = readDocument(written('a.md'));
    writeFileSync(at('a.md'), 'changed');
    expect(() => replaceFile(document, 'fresh')).toThrow(/changed while it was being updated/);
    expect(readFileSync(at('a.md'), 'utf8')).toBe('changed');
  });

  it('is not written either where a file has come, or gone, since it was looked at', () => {
    const missing = findFile(at('chart.svg'));
    written('chart.svg', 'mine');
    expect(() => replaceFile(missing, 'fresh')).toThrow(/changed while it was being updated/);
    const there = findFile(at('chart.svg'));
    rmSync(at('chart.svg'));
    expect(() => replaceFile(there, 'fresh')).toThrow(/changed while it was being updated/);
    expect(readdirSync(folder)).toEqual(['scenarios']);
  });
});

describe('a chart that cannot be written', () => {
  const chart = '<!-- crossover:chart scenarios/plain.yaml to="costs.svg" -->\n<!-- /crossover -->\n';

  it('read-only: it and the document stay as they are', async () => {
    const path = written('a.md', chart);
    await docs('update', path);
    const [text, drawn] = [readFileSync(path, 'utf8'), readFileSync(at('costs.svg'), 'utf8')];
    chmodSync(at('costs.svg'), 0o444);
    writeFileSync(at('scenarios/plain.yaml'), PLAIN.replace('1M', '2M'));
    const { code, stderr } = await docs('update', path);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`${at('costs.svg')} is read-only`) });
    expect([readFileSync(path, 'utf8'), readFileSync(at('costs.svg'), 'utf8')]).toEqual([text, drawn]);
  });

  it('in a folder that is not there', async () => {
    const path = written('a.md', chart.replace('costs.svg', 'images/costs.svg'));
    const { code, stderr } = await docs('update', path);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('its folder does not exist') });
    expect(readFileSync(path, 'utf8')).not.toContain('sha256');
  });

  it('through a symbolic link whose target is not there yet, it is made there', async () => {
    mkdirSync(at('images'));
    symlinkSync('images/costs.svg', at('costs.svg'));
    expect((await docs('update', written('a.md', chart))).code).toBe(0);
    expect(lstatSync(at('costs.svg')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('images/costs.svg'), 'utf8')).toContain('$1.87');
  });
});

describe('the built program', () => {
  it('updates and checks, with all that is bundled', () => {
    const path = written('a.mdx', EMPTY.replaceAll('<!--', '{/*').replaceAll('-->', '*/}'));
    expect(runBuilt(['docs', 'check', path])).toMatchObject({ code: 3, stdout: expect.stringContaining('@@') });
    expect(runBuilt(['docs', 'update', path])).toMatchObject({ code: 0 });
    expect(runBuilt(['docs', 'check', path])).toMatchObject({ code: 0, stderr: '' });
  });

  // As a full disk would: the write fails on the way. A limit on the size of files does so anywhere.
  it.skipIf(process.platform === 'win32')(
    'leaves the document intact, and nothing beside it, when a write fails',
    () => {
      const text = `${EMPTY}${'text '.repeat(20_000)}\n`;
      const path = written('a.md', text);
      const script = `ulimit -f 16; exec "${process.execPath}" "${PROGRAM}" docs update "${path}"`;
      const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(`${path} cannot be written: the file would be too large for this disk or user`);
      expect(readFileSync(path, 'utf8')).toBe(text);
      expect(readdirSync(folder).sort()).toEqual(['a.md', 'scenarios']);
    },
  );
});
