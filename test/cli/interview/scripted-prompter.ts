import type { ChoiceQuestion, Prompter, TextQuestion } from '../../../src/cli/interview/prompter.js';

/** A person who answers by a table; to everything else they press Enter. */
export interface ScriptedPrompter extends Prompter {
  /** Messages of the questions in order. */
  readonly asked: string[];
  /** All that was said between them. */
  readonly said: string[];
  /** What was wrong with answers that were refused. */
  readonly refused: string[];
  /** Choices of the question that was asked last. */
  readonly offered: () => readonly string[];
}

/**
 * @param script answers by a part of the message, used up in order; the last one answers for good. A choice is named by its
 *   value or a part of its name; a typed answer that the question refuses is followed by the next one.
 */
export function scriptedPrompter(script: Readonly<Record<string, readonly string[]>> = {}): ScriptedPrompter {
  const left = new Map(Object.entries(script).map(([part, answers]) => [part, [...answers]]));
  const asked: string[] = [];
  const said: string[] = [];
  const refused: string[] = [];
  let offered: readonly string[] = [];
  const next = (message: string): string | undefined => {
    if (asked.length > 60) throw new Error(`asked on and on: ${asked.slice(-5).join(' / ')}`);
    const answers = [...left].find(([part]) => message.includes(part))?.[1];
    return answers === undefined || answers.length === 0 ? undefined : answers.shift();
  };
  return {
    asked,
    said,
    refused,
    offered: () => offered,
    async choose({ message, choices, byDefault }: ChoiceQuestion) {
      asked.push(message);
      offered = choices.map(({ name }) => name);
      const answer = next(message);
      if (answer === undefined) return byDefault ?? choices[0]?.value ?? '';
      const picked = choices.find(({ value, name }) => value === answer || name.includes(answer));
      if (picked === undefined) throw new Error(`"${message}" does not offer "${answer}": ${offered.join(', ')}`);
      return picked.value;
    },
    async ask({ message, byDefault, check }: TextQuestion) {
      asked.push(message);
      for (;;) {
        const answer = next(message) ?? byDefault;
        const problem = check(answer);
        if (problem === undefined) return answer;
        refused.push(problem);
        if (answer === byDefault) throw new Error(`"${message}" refuses its own default: ${problem}`);
      }
    },
    say: (text) => void said.push(text),
  };
}
