import type { Prompter } from '../../src/cli/interview/prompter.js';
import { runInterview } from '../../src/cli/interview/run-interview.js';
import { COMMANDS } from '../../src/commands/index.js';
import { scriptedPrompter } from '../cli/interview/scripted-prompter.js';
import { markdownTable } from './blocks.js';

/** Every command, in the order of the help, with what the help says of it. */
export async function commandsTable(): Promise<string> {
  const rows = Object.entries(COMMANDS).map(async ([id, load]) => {
    const { summary = '' } = await load();
    return [`\`${id.replace(':', ' ')}\``, summary];
  });
  return markdownTable(['command', 'what it does'], await Promise.all(rows));
}

const STOPPED = new Error('enough was shown');

/** The first questions of the interview and the answers that Enter takes, up to the first total. */
export async function interviewTranscript(): Promise<string> {
  const lines: string[] = [];
  await runInterview({ 'free-tier': true }, () => undefined, recorded(lines)).catch((error: unknown) => {
    if (error !== STOPPED) throw error;
  });
  return ['```text', ...lines, '…', '```'].join('\n');
}

/** Answers as a person does who only presses Enter, and writes down what is on the screen. */
function recorded(lines: string[]): Prompter {
  const person = scriptedPrompter();
  return {
    async choose(question) {
      const answer = await person.choose(question);
      lines.push(`? ${question.message} ${question.choices.find(({ value }) => value === answer)?.name ?? answer}`);
      return answer;
    },
    async ask(question) {
      const answer = await person.ask(question);
      lines.push(`? ${question.message} ${answer}`);
      return answer;
    },
    say(text) {
      if (!text.includes(' a month')) return;
      lines.push(...text.trimEnd().split('\n'));
      throw STOPPED;
    },
  };
}
