/** Texts of one page by name. */
export type Generators = Readonly<Record<string, () => string | Promise<string>>>;

/** What the blocks of a page are made from. */
export interface Sources {
  readonly generated: Generators;
  /** Gives the output of a command line of the program; passed in, so that this file stays pure. */
  readonly run: (command: string) => Promise<string>;
}

const BLOCK = /^<!-- (run|generated): (.+) -->\n([\s\S]*?)^<!-- \/\1 -->$/gm;
const COMMENT = /^<!-- \/?(?:run|generated)\b.*-->$/gm;
const UNTIL = / \| until (.+)$/;

/**
 * Rewrites the generated blocks of a page; all other text stays as it is.
 *
 * `<!-- run: compare x.yaml -->` … `<!-- /run -->` holds the output of that command, `| until WORDS` only the part before the
 * first line that begins with these words. `<!-- generated: name -->` … `<!-- /generated -->` holds a text of `generated`.
 *
 * @throws Error for a block that is not closed, a name that nothing generates, or a text that no block shows
 */
export async function refreshBlocks(markdown: string, { generated, run }: Sources): Promise<string> {
  const blocks = [...markdown.matchAll(BLOCK)];
  if ((markdown.match(COMMENT) ?? []).length !== 2 * blocks.length) throw new Error('a block is not closed');
  const names = blocks.flatMap(([, kind, what = '']) => (kind === 'generated' ? [what] : []));
  const unused = Object.keys(generated).filter((name) => !names.includes(name));
  if (unused.length > 0) throw new Error(`no block for ${unused.join(', ')}`);
  const fresh: string[] = [];
  for (const [, kind, what = ''] of blocks) {
    fresh.push(kind === 'run' ? await runBlock(what, run) : await generatedBlock(what, generated));
  }
  return markdown.replace(BLOCK, () => fresh.shift() ?? '');
}

async function runBlock(what: string, run: Sources['run']): Promise<string> {
  const [, until] = UNTIL.exec(what) ?? [];
  const command = what.replace(UNTIL, '');
  const output = (await run(command)).trimEnd();
  return [
    `<!-- run: ${what} -->`,
    '```text',
    until === undefined ? output : beginning(output, until),
    '```',
    '<!-- /run -->',
  ].join('\n');
}

/** The lines before the first that begins with the words. */
function beginning(output: string, words: string): string {
  const lines = output.split('\n');
  const end = lines.findIndex((line) => line.startsWith(words));
  if (end === -1) throw new Error(`no line begins with "${words}"`);
  return `${lines.slice(0, end).join('\n').trimEnd()}\n…`;
}

async function generatedBlock(name: string, generated: Generators): Promise<string> {
  const generate = generated[name];
  if (generate === undefined) throw new Error(`nothing generates "${name}"`);
  return `<!-- generated: ${name} -->\n\n${(await generate()).trim()}\n\n<!-- /generated -->`;
}

/** A Markdown table. A `|` in a cell is escaped. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
