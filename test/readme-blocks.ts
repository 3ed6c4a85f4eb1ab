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
