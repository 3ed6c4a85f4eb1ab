import { type FieldRole, fieldMeta } from '../../model/field.js';
import { checkValue } from '../../scenario/check-value.js';
import { fullSchema } from '../../scenario/read-designs.js';
import { describeService, type FieldDescription } from '../../services/describe-service.js';
import { loadService } from '../../services/index.js';
import type { AnyService } from '../../services/service.js';
import type { RawService } from './answers.js';
import { answerProblem, answerValue } from './check-answer.js';
import { BACK, type Choice, type Prompter } from './prompter.js';

const DONE = 'done';
const REMOVE = 'remove';
/** Fields are listed by role: configuration first, then direct usage, then the settings of the simulation. */
const ROLES: readonly FieldRole[] = ['configuration', 'direct', 'simulation'];

/**
 * Asks for the settings of a service, field by field; the questions follow from the fields of its schema.
 *
 * @returns a valid service; undefined if the user removed it
 */
export async function changeSettings(raw: RawService, prompter: Prompter): Promise<RawService | undefined> {
  const service = (await loadService(raw.service)) as AnyService;
  const { serviceName, fields: unsorted } = describeService(service);
  const fields = unsorted.toSorted((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
  let changed = raw;
  for (;;) {
    const problem = serviceProblem(changed, service);
    if (problem !== undefined) prompter.say(`  ! ${problem}`);
    const picked = await prompter.choose({
      message: `${serviceName}: which setting?`,
      choices: [
        ...(problem === undefined ? [{ value: DONE, name: 'Done' }] : []),
        ...fields.map((field) => fieldChoice(field, changed)),
        { value: REMOVE, name: 'Remove this service' },
      ],
    });
    if (picked === DONE) return changed;
    if (picked === REMOVE) return undefined;
    const field = fields.find((candidate) => candidate.field === picked) as FieldDescription;
    changed = await changeField(changed, field, service, prompter);
  }
}

/** The first problem that the scenario check would report for the settings together. */
function serviceProblem(raw: RawService, service: AnyService): string | undefined {
  const [finding] = checkValue(raw, fullSchema(service)).findings;
  return finding === undefined ? undefined : `${finding.path.join('.')} ${finding.message}`;
}

function fieldChoice({ field, title, unit, default: byDefault, role }: FieldDescription, raw: RawService): Choice {
  const inUnit = unit === undefined || unit === 'count' ? '' : ` ${unit}`;
  const value = raw[field] ?? byDefault;
  const shown = value === undefined ? '' : `: ${value}${/[A-Za-z]$/.test(`${value}`) ? '' : inUnit}`;
  const instead = role === 'direct' ? ' (replaces the simulated usage)' : '';
  return { value: field, name: `${field}${shown}`, hint: `${title}${instead}` };
}

async function changeField(
  raw: RawService,
  field: FieldDescription,
  service: AnyService,
  prompter: Prompter,
): Promise<RawService> {
  const answer = await askField(raw, field, service, prompter);
  const { [field.field]: _, ...others } = raw;
  if (answer === BACK) return raw;
  return (
    answer === '' ? others : { ...raw, [field.field]: answerValue(answer, schemaOf(service, field)) }
  ) as RawService;
}

async function askField(
  raw: RawService,
  { field, title, unit, default: byDefault, options, minimum, maximum }: FieldDescription,
  service: AnyService,
  prompter: Prompter,
): Promise<string> {
  const schema = schemaOf(service, { field });
  const value = raw[field] ?? byDefault;
  if (options !== undefined) {
    const choices = options.map((option) => ({ value: option, name: option }));
    return prompter.choose({ message: title, choices, byDefault: value === undefined ? undefined : `${value}` });
  }
  const limits = [
    unit === undefined || unit === 'count' ? [] : `In ${unit}`,
    minimum === undefined || maximum === undefined ? [] : `from ${minimum} to ${maximum}`,
    fieldMeta(schema)?.reason ?? [],
  ].flat();
  return prompter.ask({
    message: `${title}?`,
    hint: `${limits.length === 0 ? 'A value' : limits.join(', ')}; ${BACK} keeps it unchanged.`,
    byDefault: value === undefined ? '' : `${value}`,
    check: (text) => (text === '' || text === BACK ? undefined : answerProblem(text, schema)),
  });
}

function schemaOf(service: AnyService, { field }: Pick<FieldDescription, 'field'>) {
  return service.input.shape[field] as Parameters<typeof answerProblem>[1];
}
