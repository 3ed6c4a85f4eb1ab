import type { Answers } from './answers.js';
import { BACK, type Prompter } from './prompter.js';
import type { Question } from './workload-questions.js';

/**
 * Asks the questions about the workload one after the other; `<` goes back to the previous one.
 *
 * @param given earlier answers, offered as defaults
 * @returns an answer to every question; questions that do not apply get their default
 */
export async function askWorkload(
  questions: readonly Question[],
  given: Partial<Answers>,
  prompter: Prompter,
): Promise<Answers> {
  const answers: Partial<Record<keyof Answers, string>> = { ...given };
  const asked: number[] = [];
  for (let index = 0; index < questions.length; index += 1) {
    const question = questions[index] as Question;
    if (question.isAsked?.(answers) === false) continue;
    const answer = await askQuestion(question, answers, { prompter, canGoBack: asked.length > 0 });
    if (answer === BACK) {
      index = (asked.pop() ?? 0) - 1;
      continue;
    }
    answers[question.id] = answer;
    asked.push(index);
  }
  return complete(questions, answers);
}

/** Asks one question again, and the questions that its new answer makes necessary. */
export async function askOneAgain(
  questions: readonly Question[],
  id: keyof Answers,
  answers: Answers,
  prompter: Prompter,
): Promise<Answers> {
  const before = new Set(
    questions.filter(({ isAsked }) => isAsked?.(answers) !== false).map((question) => question.id),
  );
  const changed: Record<keyof Answers, string> = { ...answers };
  for (const question of questions) {
    const isNew = !before.has(question.id) && question.isAsked?.(changed) !== false;
    // CPU time is part of the duration, and may exceed a shorter one.
    const isWrong = before.has(question.id) && question.check(changed[question.id], changed) !== undefined;
    if (question.id !== id && !isNew && !isWrong) continue;
    const answer = await askQuestion(question, changed, { prompter, canGoBack: true });
    if (answer === BACK) return answers;
    changed[question.id] = answer;
  }
  return changed;
}

interface AskOptions {
  readonly prompter: Prompter;
  readonly canGoBack: boolean;
}

function askQuestion(
  { id, message, hint, choices, byDefault, check }: Question,
  answers: Partial<Answers>,
  { prompter, canGoBack }: AskOptions,
): Promise<string> {
  const given = answers[id];
  if (choices !== undefined) {
    const back = canGoBack ? [{ value: BACK, name: `${BACK} Back` }] : [];
    return prompter.choose({ message, choices: [...choices, ...back], byDefault: given ?? byDefault(answers) });
  }
  const sound = given !== undefined && check(given, answers) === undefined;
  return prompter.ask({
    message,
    ...(hint !== undefined && { hint }),
    byDefault: sound ? given : byDefault(answers),
    check: (text) => (canGoBack && text === BACK ? undefined : check(text, answers)),
  });
}

function complete(questions: readonly Question[], answers: Partial<Answers>): Answers {
  const all = { ...answers } as Record<keyof Answers, string>;
  for (const { id, byDefault } of questions) all[id] ??= byDefault(all);
  return all;
}
