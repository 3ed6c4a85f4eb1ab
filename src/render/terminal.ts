/** Where a text is shown. */
export interface Terminal {
  /** Columns. */
  readonly width: number;
  /** Whether colours may be used; nothing is said by colour alone. */
  readonly color: boolean;
}

/** The meaning of a text, which a colour repeats; no meaning is in the colour alone. */
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
