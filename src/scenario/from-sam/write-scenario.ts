import type { PlacedService } from './mapping.js';
import type { Remark } from './template.js';
import { guessedShares, type WorkloadDraft, workloadName, workloadsOf } from './workloads.js';

/** Marks every guessed value, so that a search finds all of them. */
export const PLACEHOLDER = 'PLACEHOLDER';

/** The content of a scenario. */
export interface ScenarioParts {
  readonly name: string;
  readonly region: string;
  readonly schema: string;
  readonly placed: readonly PlacedService[];
  readonly remarks: readonly Remark[];
}

/** Writes a scenario with comments on what is guessed, what is missing, and what the user has to give. */
export function commentedScenario({ name, region, schema, placed, remarks }: ScenarioParts): string {
  const workloads = workloadsOf(placed);
  const isMixed = workloads.length > 1;
  const shares = guessedShares(placed);
  return [
    `# yaml-language-server: $schema=${schema}`,
    ...headOf(remarks),
    'version: 1',
    `name: ${scalar(name)}`,
    `region: ${scalar(region)}`,
    'month: 730h',
    'freeTier: true',
    '',
    'workloads:',
    ...workloads.flatMap(workloadLines),
    ...(isMixed ? mixLines(workloads) : []),
    '',
    'designs:',
    `  - name: ${scalar('As in the template')}`,
    '    services:',
    ...placed.flatMap((service, index) => serviceLines(service, { share: shares[index] ?? 1, isMixed })),
    '',
  ].join('\n');
}

/** The most remarks of a kind at the head of a scenario. */
const MAX_REMARKS = 50;

const HEADS: readonly (readonly [Remark['kind'], string])[] = [
  ['left-out', 'NOT in this scenario, so its total is too low:'],
  ['unresolved', 'Not known from the template; the default is used:'],
  ['tell', 'Add to the scenario:'],
  ['note', 'Notes:'],
];

function headOf(remarks: readonly Remark[]): string[] {
  const sections = HEADS.flatMap(([kind, head]) => {
    const own = remarks.filter((remark) => remark.kind === kind);
    return own.length === 0 ? [] : ['#', `# ${head}`, ...shown(own).map((line) => `#   ${oneLine(line)}`)];
  });
  return [
    '# Made from a SAM or CloudFormation template, which does not contain usage:',
    `# every ${PLACEHOLDER} is a guess. Replace it with your own number before you trust a total.`,
    ...sections,
    '',
  ];
}

function shown(remarks: readonly Remark[]): string[] {
  const lines = remarks.slice(0, MAX_REMARKS).map(({ at, message }) => `${at}: ${message}`);
  const more = remarks.length - lines.length;
  return more === 0 ? lines : [...lines, `and ${more} more; --json lists all`];
}

function workloadLines({ name, trigger, everyS, note }: WorkloadDraft): string[] {
  const guess = (field: string, text: string) => `    ${field}   # ${PLACEHOLDER}: ${text}`;
  return [
    ...(note === undefined ? [] : [`  # ${oneLine(note)}`]),
    `  - name: ${scalar(name)}`,
    `    trigger: ${trigger}`,
    everyS === undefined
      ? guess('requests: 1M', 'requests per month')
      : `    shape: { type: cron, every: ${everyS} }   # from its schedule`,
    guess('durationMs: 200', 'duration of one request'),
    guess('cpuMs: 50', 'CPU time of one request; the rest of the duration is waiting'),
    guess('memoryMb: 50', 'working memory of one request in flight'),
    guess('requestKb: 2', 'size of a request'),
    guess('responseKb: 10', 'size of a response'),
  ];
}

function mixLines(workloads: readonly WorkloadDraft[]): string[] {
  return [
    '  # All workloads together: the total of the application.',
    '  - name: everything',
    `    mix: [${workloads.map(({ name }) => JSON.stringify(name)).join(', ')}]`,
  ];
}

function serviceLines(placed: PlacedService, { share, isMixed }: { share: number; isMixed: boolean }): string[] {
  const { service, name, fields, trigger, placeholders = {} } = placed;
  const isShared = share < 1 && trigger !== undefined;
  const guessed = (field: string) =>
    Object.hasOwn(placeholders, field) ? `   # ${PLACEHOLDER}: ${oneLine(placeholders[field] ?? '')}` : '';
  return [
    `      - service: ${scalar(service)}`,
    `        name: ${scalar(name)}`,
    ...(isMixed && trigger !== undefined ? [`        of: ${scalar(workloadName(trigger))}`] : []),
    ...(isShared ? [`        share: ${share}   # ${PLACEHOLDER}: its share of the requests`] : []),
    ...Object.entries(fields).map(([field, value]) => `        ${field}: ${scalar(value ?? '')}${guessed(field)}`),
  ];
}

/** Words that YAML does not read as text. */
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

function scalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return `${value}`;
  const isPlain = /^[A-Za-z][\w-]*(?: [\w-]+)*$/.test(value) && !RESERVED.test(value);
  return isPlain ? value : JSON.stringify(value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' '));
}

/** Makes text safe for a comment: one line, without control characters. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').slice(0, 400);
}
