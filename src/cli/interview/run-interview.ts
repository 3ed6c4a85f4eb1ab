import { statSync } from 'node:fs';
import { readTextFile } from '../../io/read-file.js';
import { MAX_TRACE_BYTES } from '../../io/scenario-files.js';
import type { Report } from '../../model/report.js';
import { compareOptions, openBook, type PricingFlags } from '../scenarios/price-scenarios.js';
import type { Draft } from './answers.js';
import { askDesigns } from './ask-designs.js';
import { askWork } from './ask-workload.js';
import { BACK, type Prompter } from './prompter.js';
import { keepScenario } from './save-scenario.js';
import { workQuestions } from './workload-questions.js';

const DEFAULT_REGION = 'us-east-1';
const DEFAULT_NAME = 'My application';
const INTRODUCTION = `Enter takes the answer in brackets, ${BACK} goes back, Ctrl-C leaves.\n`;

/**
 * Estimates by asking: about the work, then design by design, until they are compared.
 *
 * @param show puts the comparison on standard output
 * @returns what was compared last
 */
export async function estimateByAsking(
  flags: PricingFlags,
  show: (report: Report) => void,
  prompter: Prompter,
): Promise<Report> {
  const book = openBook(flags);
  // The region is an answer; the flag is its default.
  const { region = DEFAULT_REGION, ...options } = compareOptions(flags, book);
  const questions = workQuestions({ regions: book.regions, region, isFile });
  const readText = (path: string) => readTextFile(path, MAX_TRACE_BYTES);
  const pricing = { book, options, complete: flags.complete ?? false, readText };
  prompter.say(INTRODUCTION);
  const answers = await askWork(questions, {}, prompter);
  let draft: Draft = { name: DEFAULT_NAME, answers, designs: [], shared: [] };
  for (;;) {
    const priced = await askDesigns(draft, { questions, prompter, pricing });
    prompter.say('');
    show(priced.report);
    prompter.say('');
    draft = priced.draft;
    const picked = await prompter.choose({
      message: 'Is that all?',
      choices: [
        { value: 'keep', name: 'Yes: save it, or see the command that repeats it' },
        { value: 'change', name: 'No: change something' },
      ],
    });
    if (picked === 'change') continue;
    await keepScenario(draft, flagWords(flags), prompter);
    return priced.report;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** The flags that a saved scenario does not hold. */
function flagWords({ 'free-tier': freeTier, complete, prices = [] }: PricingFlags): string[] {
  return [
    ...(freeTier ? [] : ['--no-free-tier']),
    ...(complete ? ['--complete'] : []),
    ...prices.flatMap((path) => ['--prices', path]),
  ];
}
