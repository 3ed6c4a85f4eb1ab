import type { Report } from '../../model/report.js';
import { loadServices } from '../../services/index.js';
import type { Answers, Draft, DraftDesign, RawService } from './answers.js';
import { askOneAgain } from './ask-workload.js';
import { COMPUTE_IDS, DESIGN_TEMPLATES, designFrom, settingsText } from './design-templates.js';
import { completeDraft, missingServices, type Pricing, priceDraft, problemText, totalsText } from './price-draft.js';
import { BACK, type Choice, type ChoiceQuestion, type Prompter } from './prompter.js';
import { changeSettings } from './service-settings.js';
import type { Question } from './workload-questions.js';

/** What the questions about designs need. */
export interface DesignContext {
  readonly questions: readonly Question[];
  readonly prompter: Prompter;
  readonly pricing: Pricing;
}

/** A scenario in progress, and its price. */
export interface PricedDraft {
  readonly draft: Draft;
  readonly report: Report;
}

/** From this number of designs on, comparing them is offered first. */
const MIN_TO_COMPARE = 2;

/**
 * Asks which designs to compare, and shows the total of each after every step, until the user chooses to compare them.
 * Earlier answers can be changed from here.
 */
export async function askDesigns(start: Draft, context: DesignContext): Promise<PricedDraft> {
  const { prompter, pricing } = context;
  let draft = start;
  for (;;) {
    const report = draft.designs.length === 0 ? undefined : await price(draft, prompter, pricing);
    if (report !== undefined) prompter.say(`\n${totalsText(report)}\n`);
    const picked = await prompter.choose(nextStep(draft, report));
    if (picked === 'compare' && report !== undefined) return { draft, report };
    draft = await takeStep(draft, picked, context);
  }
}

async function price(draft: Draft, prompter: Prompter, pricing: Pricing): Promise<Report | undefined> {
  try {
    return await priceDraft(draft, pricing);
  } catch (error) {
    prompter.say(problemText(error));
    return undefined;
  }
}

function nextStep(draft: Draft, report: Report | undefined): ChoiceQuestion {
  const { designs } = draft;
  const isEnough = report !== undefined && designs.length >= MIN_TO_COMPARE;
  const compare = report === undefined ? [] : [...completionChoices(report), { value: 'compare', name: 'Compare' }];
  return {
    message: designs.length === 0 ? 'Which design first?' : 'What next?',
    choices: [
      ...(isEnough ? compare : []),
      ...additionChoices(designs),
      ...(isEnough ? [] : compare.toReversed()),
      ...changeChoices(draft),
      ...(designs.length === 0 ? [] : [SHARE]),
      { value: 'answer', name: 'Change an earlier answer' },
    ],
    // A design that cannot be priced has to be corrected first.
    byDefault: designs.length > 0 && report === undefined ? `design ${designs.length - 1}` : undefined,
  };
}

/** One choice for each template; those that no design uses yet come first. */
function additionChoices(designs: readonly DraftDesign[]): Choice[] {
  const used = new Set(designs.flatMap(({ services }) => services.map(({ service }) => service)));
  const [fresh, repeated] = [false, true].map((isUsed) =>
    DESIGN_TEMPLATES.filter(({ compute }) => used.has(compute.service) === isUsed),
  );
  return [...(fresh ?? []), ...(repeated ?? [])].map(({ id, name, compute }) => ({
    value: `add ${id}`,
    name: `${designs.length === 0 ? '' : used.has(compute.service) ? 'Add another ' : 'Add '}${name}`,
    hint: settingsText(compute),
  }));
}

function completionChoices(report: Report): Choice[] {
  const missing = missingServices(report);
  return missing.length === 0 ? [] : [{ value: 'complete', name: `Add the missing services: ${missing.join(', ')}` }];
}

function changeChoices({ designs, shared }: Draft): Choice[] {
  return [
    ...designs.map(({ name }, index) => ({ value: `design ${index}`, name: `Change ${name}` })),
    ...shared.map(({ service }, index) => ({ value: `shared ${index}`, name: `Change ${service}` })),
  ];
}

const SHARE: Choice = {
  value: 'share',
  name: 'Add a service to every design',
  hint: 'A database, a queue, logs: anything that all designs need.',
};

async function takeStep(draft: Draft, picked: string, context: DesignContext): Promise<Draft> {
  const [step, which = ''] = picked.split(' ');
  const { prompter } = context;
  switch (step) {
    case 'add': {
      const template = DESIGN_TEMPLATES.find(({ id }) => id === which) as (typeof DESIGN_TEMPLATES)[number];
      return { ...draft, designs: [...draft.designs, designFrom(template, draft.designs)] };
    }
    case 'complete':
      return completeDraft(draft, context.pricing);
    case 'design': {
      const design = draft.designs[Number(which)] as DraftDesign;
      return { ...draft, designs: replaced(draft.designs, design, await changeDesign(design, prompter)) };
    }
    case 'shared': {
      const service = draft.shared[Number(which)] as RawService;
      return { ...draft, shared: replaced(draft.shared, service, await changeSettings(service, prompter)) };
    }
    case 'share':
      return { ...draft, shared: [...draft.shared, ...(await askShared(draft, prompter))] };
    default:
      return changeAnswer(draft, context);
  }
}

/** @returns undefined when the compute service was removed: without it there is no design */
async function changeDesign(design: DraftDesign, prompter: Prompter): Promise<DraftDesign | undefined> {
  const { services, name } = design;
  const picked =
    services.length === 1
      ? '0'
      : await prompter.choose({
          message: `${name}: which service?`,
          choices: services.map(({ service }, index) => ({ value: `${index}`, name: service })),
          byDefault: `${services.findIndex(({ service }) => COMPUTE_IDS.includes(service))}`,
        });
  const service = services[Number(picked)] as RawService;
  const changed = replaced(services, service, await changeSettings(service, prompter));
  return changed.some(({ service: id }) => COMPUTE_IDS.includes(id)) ? { ...design, services: changed } : undefined;
}

function replaced<T>(list: readonly T[], old: T, fresh: T | undefined): T[] {
  return list.flatMap((entry) => (entry === old ? (fresh ?? []) : entry)) as T[];
}

async function askShared({ shared }: Draft, prompter: Prompter): Promise<RawService[]> {
  const taken = new Set([...COMPUTE_IDS, ...shared.map(({ service }) => service)]);
  const services = (await loadServices()).filter(({ id }) => !taken.has(id));
  const picked = await prompter.choose({
    message: 'Which service?',
    choices: [
      ...services.map(({ id, serviceName, summary }) => ({ value: id, name: serviceName, hint: summary })),
      { value: BACK, name: `${BACK} Back` },
    ],
  });
  if (picked === BACK) return [];
  const service = await changeSettings({ service: picked }, prompter);
  return service === undefined ? [] : [service];
}

async function changeAnswer(draft: Draft, { questions, prompter }: DesignContext): Promise<Draft> {
  const { answers } = draft;
  const asked = questions.filter(({ isAsked }) => isAsked?.(answers) !== false);
  const picked = await prompter.choose({
    message: 'Which answer?',
    choices: [
      ...asked.map(({ id, message, choices }) => ({
        value: id,
        name: `${message} ${choices?.find(({ value }) => value === answers[id])?.name ?? answers[id]}`,
      })),
      { value: BACK, name: `${BACK} Back` },
    ],
  });
  if (picked === BACK) return draft;
  return { ...draft, answers: await askOneAgain(questions, picked as keyof Answers, answers, prompter) };
}
