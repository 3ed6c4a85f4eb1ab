import { statSync } from 'node:fs';
import { readTextFile } from '../../io/read-file.js';
import { MAX_TRACE_BYTES } from '../../io/scenario-files.js';
import type { Report } from '../../model/report.js';
import { compareOptions, openPriceBook, type PricingFlags } from '../scenarios/pricing-options.js';
import type { Draft } from './answers.js';
import { askDesigns } from './ask-designs.js';
import { askWorkload } from './ask-workload.js';
import { BACK, type Prompter } from './prompter.js';
import { saveScenario } from './save-scenario.js';
import { workQuestions } from './workload-questions.js';

const DEFAULT_REGION = 'us-east-1';
const DEFAULT_NAME = 'My application';
const INTRODUCTION = `Enter accepts the answer in brackets, ${BACK} goes back, Ctrl-C quits.\n`;

/**
 * Estimates a scenario by asking: first about the workload, then about each design.
 *
 * @param show prints the comparison on standard output
 * @returns the last comparison
 */
export async function runInterview(
  flags: PricingFlags,
  show: (report: Report) => void,
  prompter: Prompter,
): Promise<Report> {
  const book = openPriceBook(flags);
  // The region is one of the questions; the flag is its default.
  const { region = DEFAULT_REGION, ...options } = compareOptions(flags, book);
  const questions = workQuestions({ regions: book.regions, region, isFile });
  const readText = (path: string) => readTextFile(path, MAX_TRACE_BYTES);
  const pricing = { book, options, complete: flags.complete ?? false, readText };
  prompter.say(INTRODUCTION);
  const answers = await askWorkload(questions, {}, prompter);
  let draft: Draft = { name: DEFAULT_NAME, answers, designs: [], shared: [] };
  for (;;) {
    const priced = await askDesigns(draft, { questions, prompter, pricing });
    prompter.say('');
    show(priced.report);
    prompter.say('');
    draft = priced.draft;
    const picked = await prompter.choose({
      message: 'Are you done?',
      choices: [
        { value: 'save', name: 'Yes: save the scenario, or show the command that repeats it' },
        { value: 'change', name: 'No: change something' },
      ],
    });
    if (picked === 'change') continue;
    await saveScenario(draft, flagWords(flags), prompter);
    return priced.report;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** The flags that are not part of a saved scenario, as typed. */
function flagWords({ 'free-tier': freeTier, complete, prices = [] }: PricingFlags): string[] {
  return [
    ...(freeTier ? [] : ['--no-free-tier']),
    ...(complete ? ['--complete'] : []),
    ...prices.flatMap((path) => ['--prices', path]),
  ];
}
