import { escapeControls, muted } from '../terminal/terminal-text.js';
import type { ChoiceQuestion, Prompter, TextQuestion } from './prompter.js';

const PAGE_SIZE = 12;

/**
 * Asks on the terminal. Questions go to standard error, so that standard output contains only the result.
 *
 * Ctrl-C rejects with an `ExitPromptError`, which ends the program with 130.
 */
export async function inquirerPrompter(): Promise<Prompter> {
  const { default: inquirer } = await import('inquirer');
  const prompt = inquirer.createPromptModule({ output: process.stderr });
  return {
    async choose({ message, choices, byDefault }: ChoiceQuestion): Promise<string> {
      const { answer } = await prompt([
        {
          type: 'select',
          name: 'answer',
          message,
          choices: choices.map(({ value, name, hint }) => ({
            value,
            name: escapeControls(name),
            ...(hint !== undefined && { description: escapeControls(hint) }),
          })),
          default: byDefault,
          pageSize: PAGE_SIZE,
          loop: false,
        },
      ]);
      return answer as string;
    },

    async ask({ message, hint, byDefault, check }: TextQuestion): Promise<string> {
      if (hint !== undefined) process.stderr.write(`${muted(`  ${escapeControls(hint)}`, process.stderr)}\n`);
      const { answer } = await prompt([
        {
          type: 'input',
          name: 'answer',
          message,
          default: byDefault,
          validate: (text: string) => check(text.trim()) ?? true,
        },
      ]);
      return (answer as string).trim();
    },

    say: (text) => {
      process.stderr.write(`${text}\n`);
    },
  };
}
