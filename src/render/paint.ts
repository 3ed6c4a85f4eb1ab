import type { Terminal } from './terminal.js';

/** What a text is, where colours may say it once more; the words say it already. */
export type Tone = 'good' | 'bad' | 'alarming' | 'muted';

const SGR: Readonly<Record<Tone, string>> = { good: '32', bad: '31', alarming: '1;31', muted: '2' };

/** Text in the colour of its tone, line by line, on a terminal that shows colours; the text itself anywhere else. */
export function paint(text: string, tone: Tone, { color }: Pick<Terminal, 'color'>): string {
  if (!color) return text;
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `\u001b[${SGR[tone]}m${line}\u001b[0m`))
    .join('\n');
}
