const BLOCK = /^<!-- run: (?<command>.+) -->\n```text\n[\s\S]*?^```$/gm;
const MARKER = /^<!-- run: .+ -->$/gm;

/**
 * Puts the output of every `<!-- run: … -->` command under its marker.
 *
 * @param run gives the output of a command; passed in, so that this stays pure
 * @throws Error for a text without markers, or a marker without a block: nothing would be checked
 */
export async function refreshBlocks(markdown: string, run: (command: string) => Promise<string>): Promise<string> {
  const blocks = [...markdown.matchAll(BLOCK)];
  const markers = [...markdown.matchAll(MARKER)];
  if (markers.length === 0) throw new Error('no <!-- run: … --> marker');
  if (markers.length !== blocks.length) throw new Error('a <!-- run: … --> marker has no ```text block under it');
  const outputs = new Map<string, string>();
  for (const { groups } of blocks) {
    const command = groups?.command ?? '';
    if (!outputs.has(command)) outputs.set(command, await run(command));
  }
  return markdown.replace(
    BLOCK,
    (_block, command: string) => `<!-- run: ${command} -->\n\`\`\`text\n${outputs.get(command)?.trimEnd()}\n\`\`\``,
  );
}

/**
 * Puts a text between `<!-- made: name -->` and `<!-- /made -->`.
 *
 * @throws Error for a section that the text has no place for, or a place without a section
 */
export function refreshSections(markdown: string, sections: Readonly<Record<string, string>>): string {
  const found = new Set<string>();
  const fresh = markdown.replace(/^<!-- made: (.+) -->\n[\s\S]*?^<!-- \/made -->$/gm, (_section, name: string) => {
    const text = sections[name];
    if (text === undefined) throw new Error(`nothing makes "${name}"`);
    found.add(name);
    return `<!-- made: ${name} -->\n${text}\n<!-- /made -->`;
  });
  const missing = Object.keys(sections).filter((name) => !found.has(name));
  if (missing.length > 0) throw new Error(`no place for ${missing.join(', ')}`);
  return fresh;
}
