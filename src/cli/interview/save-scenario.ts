import { existsSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { writeTextFile } from '../../io/write-file.js';
import { scenarioSchema } from '../../scenario/scenario-schema.js';
import type { Draft } from './answers.js';
import { answerProblem } from './check-answer.js';
import { scenarioOf } from './draft-scenario.js';
import { problemText } from './price-draft.js';
import type { Prompter } from './prompter.js';

/** A line of a shell that no line of a scenario can be. */
const END = 'END_OF_SCENARIO';

/**
 * Offers to save the scenario, and says the command that repeats the estimate: on the file, or with the scenario in it.
 *
 * @param flags of this run, as they were typed
 */
export async function keepScenario(draft: Draft, flags: readonly string[], prompter: Prompter): Promise<void> {
  const name = await prompter.ask({
    message: 'A name for the scenario?',
    hint: 'It stands in reports.',
    byDefault: draft.name,
    check: (text) => answerProblem(text, scenarioSchema().shape.name),
  });
  const named = { ...draft, name };
  const path = await saved(named, prompter);
  // A file whose name begins as a flag does is no flag.
  const file = path?.startsWith('-') ? `./${path}` : (path ?? '-');
  const words = (command: string) => ['crossover', command, file, ...flags].map(shellWord).join(' ');
  if (path === undefined) {
    prompter.say(`\nTo repeat this comparison:\n\n${words('compare')} <<'${END}'\n${scenarioOf(named)}${END}\n`);
  } else {
    prompter.say(`\nSaved. To repeat this comparison:  ${words('compare')}`);
    prompter.say(`For every line of the bill:        ${words('estimate')}\n`);
  }
}

/** The file it was saved to; undefined when it was not. */
async function saved(draft: Draft, prompter: Prompter): Promise<string | undefined> {
  let byDefault = `${slug(draft.name)}.yaml`;
  for (;;) {
    const path = await prompter.ask({
      message: 'Save it to which file?',
      hint: 'no: do not save it.',
      byDefault,
      check: (text) => (text === '-' ? 'Name a file' : undefined),
    });
    if (/^no?$/i.test(path)) return undefined;
    byDefault = path;
    if (existsSync(path) && !(await mayOverwrite(path, prompter))) continue;
    try {
      writeTextFile(path, scenarioOf(withTraceFrom(draft, path)));
      return path;
    } catch (error) {
      prompter.say(problemText(error));
    }
  }
}

async function mayOverwrite(path: string, prompter: Prompter): Promise<boolean> {
  const answer = await prompter.choose({
    message: `${path} exists.`,
    choices: [
      { value: 'other', name: 'Choose another name' },
      { value: 'overwrite', name: 'Overwrite it' },
    ],
  });
  return answer === 'overwrite';
}

/** A scenario names its trace relative to its own folder, a person relative to where the program runs. */
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

/** A word as a POSIX shell takes it. */
function shellWord(word: string): string {
  return /^[\w./:@%+-][\w./:=@%+-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
