import type { Report } from '../../model/report.js';
import { loadServices } from '../../services/index.js';
import type { Answers, Draft, DraftDesign, RawService } from './answers.js';
import { askAgain } from './ask-work.js';
import { COMPUTE_IDS, DESIGN_TEMPLATES, designFrom, settingsText } from './design-templates.js';
import { BACK, type Choice, type Prompter } from './prompter.js';
import type { Question } from './questions.js';
import { type Pricing, priceDraft, problemText, totalsText } from './running-total.js';
import { changeSettings } from './service-settings.js';

/** What the designs are asked with. */
export interface DesignContext {
  readonly questions: readonly Question[];
  readonly prompter: Prompter;
  readonly pricing: Pricing;
}

/** What was put together, and what it costs. */
export interface PricedDraft {
  readonly draft: Draft;
  readonly report: Report;
}

/** After two designs there is something to compare. */
const ENOUGH = 2;

/**
 * Lets a person put designs together, with the total of each after every step, until they are to be compared. Earlier
 * answers can be changed from here.
 */
export async function askDesigns(start: Draft, context: DesignContext): Promise<PricedDraft> {
  const { prompter, pricing } = context;
  let draft = start;
  for (;;) {
    const report = draft.designs.length === 0 ? undefined : await price(draft, prompter, pricing);
    if (report !== undefined) prompter.say(`\n${totalsText(report)}\n`);
    const picked = await prompter.choose(nextStep(draft, report !== undefined));
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

function nextStep({ designs, shared }: Draft, isPriced: boolean) {
  const used = new Set(designs.map(({ compute }) => compute.service));
  const unused = DESIGN_TEMPLATES.filter(({ id }) => !used.has(id));
  const add = [...unused, ...DESIGN_TEMPLATES.filter(({ id }) => used.has(id))].map(
    ({ id, name, compute }): Choice => ({
      value: `add ${id}`,
      name: `${designs.length === 0 ? '' : used.has(id) ? 'One more ' : 'Also '}${name}`,
      hint: settingsText(compute),
    }),
  );
  const compare = isPriced ? [{ value: 'compare', name: 'Compare' }] : [];
  const settings = designs.map(({ name }, index) => ({ value: `design ${index}`, name: `Change ${name}` }));
  const besides = shared.map(({ service }, index) => ({ value: `shared ${index}`, name: `Change ${service}` }));
  const first = isPriced && designs.length >= ENOUGH ? compare : [];
  return {
    message: designs.length === 0 ? 'Which design first?' : 'And then?',
    choices: [
      ...first,
      ...add,
      ...(first.length === 0 ? compare : []),
      ...settings,
      ...besides,
      ...(designs.length === 0 ? [] : [SHARE]),
      { value: 'answer', name: 'Change an earlier answer' },
    ],
    // A design without a price has to be mended first.
    byDefault: designs.length > 0 && !isPriced ? `design ${designs.length - 1}` : undefined,
  };
}

const SHARE: Choice = {
  value: 'share',
  name: 'Add a service to every design',
  hint: 'A database, a queue, logs: whatever all of them need.',
};

async function takeStep(draft: Draft, picked: string, context: DesignContext): Promise<Draft> {
  const [step, which = ''] = picked.split(' ');
  const { prompter } = context;
  switch (step) {
    case 'add': {
      const template = DESIGN_TEMPLATES.find(({ id }) => id === which) as (typeof DESIGN_TEMPLATES)[number];
      return { ...draft, designs: [...draft.designs, designFrom(template, draft.designs)] };
    }
    case 'design': {
      const design = draft.designs[Number(which)] as DraftDesign;
      const compute = await changeSettings(design.compute, prompter);
      return { ...draft, designs: replaced(draft.designs, design, compute && { ...design, compute }) };
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
    message: 'Which one?',
    choices: [
      ...asked.map(({ id, message, choices }) => ({
        value: id,
        name: `${message} ${choices?.find(({ value }) => value === answers[id])?.name ?? answers[id]}`,
      })),
      { value: BACK, name: `${BACK} Back` },
    ],
  });
  if (picked === BACK) return draft;
  return { ...draft, answers: await askAgain(questions, picked as keyof Answers, answers, prompter) };
}
