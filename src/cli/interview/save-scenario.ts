import { existsSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { writeTextFile } from '../../io/write-file.js';
import { scenarioSchema } from '../../scenario/scenario-schema.js';
import type { Draft } from './answers.js';
import { answerProblem } from './check-answer.js';
import { draftScenarioText } from './draft-scenario.js';
import { problemText } from './price-draft.js';
import type { Prompter } from './prompter.js';

/** The end of a shell's here-document; no line of a scenario can equal it. */
const END = 'END_OF_SCENARIO';

/**
 * Offers to save the scenario, and shows the command that repeats the comparison, with the file or with the scenario's
 * text.
 *
 * @param flags of this run, as typed
 */
export async function saveScenario(draft: Draft, flags: readonly string[], prompter: Prompter): Promise<void> {
  const name = await prompter.ask({
    message: 'What is the name of the scenario?',
    hint: 'Reports show it.',
    byDefault: draft.name,
    check: (text) => answerProblem(text, scenarioSchema().shape.name),
  });
  const named = { ...draft, name };
  const path = await saved(named, prompter);
  // A file name that starts with a dash would be read as a flag.
  const file = path?.startsWith('-') ? `./${path}` : (path ?? '-');
  const words = (command: string) => ['crossover', command, file, ...flags].map(shellWord).join(' ');
  if (path === undefined) {
    prompter.say(`\nTo repeat this comparison:\n\n${words('compare')} <<'${END}'\n${draftScenarioText(named)}${END}\n`);
  } else {
    prompter.say(`\nSaved. To repeat this comparison:  ${words('compare')}`);
    prompter.say(`For every line of the bill:        ${words('estimate')}\n`);
  }
}

/** @returns the file that the scenario was saved to; undefined if the user did not save it */
async function saved(draft: Draft, prompter: Prompter): Promise<string | undefined> {
  let byDefault = `${slug(draft.name)}.yaml`;
  for (;;) {
    const path = await prompter.ask({
      message: 'Save it to which file?',
      hint: 'Answer no to leave it unsaved.',
      byDefault,
      check: (text) => (text === '-' ? 'Give a file name' : undefined),
    });
    if (/^no?$/i.test(path)) return undefined;
    byDefault = path;
    if (existsSync(path) && !(await mayOverwrite(path, prompter))) continue;
    try {
      writeTextFile(path, draftScenarioText(withTraceFrom(draft, path)));
      return path;
    } catch (error) {
      prompter.say(problemText(error));
    }
  }
}

async function mayOverwrite(path: string, prompter: Prompter): Promise<boolean> {
  const answer = await prompter.choose({
    message: `${path} already exists.`,
    choices: [
      { value: 'other', name: 'Choose another name' },
      { value: 'overwrite', name: 'Overwrite it' },
    ],
  });
  return answer === 'overwrite';
}

/** Makes the path of the trace relative to the scenario's folder; the answer is relative to the working directory. */
function withTraceFrom(draft: Draft, path: string): Draft {
  const { traceFile } = draft.answers;
  if (isAbsolute(traceFile)) return draft;
  const near = relative(dirname(resolve(path)), resolve(traceFile));
  return { ...draft, answers: { ...draft.answers, traceFile: near } };
}

function slug(name: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ['scenario'];
  return words.join('-');
}

/** Quotes a word for a POSIX shell, where that is necessary. */
function shellWord(word: string): string {
  return /^[\w./:@%+-][\w./:=@%+-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
