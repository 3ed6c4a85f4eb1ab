import type { Placed } from './placing.js';
import type { Remark } from './template.js';
import { sharesOf, type WorkloadDraft, workloadName, workloadsOf } from './workloads.js';

/** Marks every figure that is a guess; a search for it finds them all. */
export const PLACEHOLDER = 'PLACEHOLDER';

/** What a scenario is written from. */
export interface ScenarioParts {
  readonly name: string;
  readonly region: string;
  readonly schema: string;
  readonly placed: readonly Placed[];
  readonly remarks: readonly Remark[];
}

/** A scenario with comments: what is guessed, what is missing, what stands for which resource. */
export function scenarioText({ name, region, schema, placed, remarks }: ScenarioParts): string {
  const workloads = workloadsOf(placed);
  const isMixed = workloads.length > 1;
  const shares = sharesOf(placed);
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

/** Most lines of a kind at the head of a scenario. */
const MAX_REMARKS = 50;

const HEADS: readonly (readonly [Remark['kind'], string])[] = [
  ['left-out', 'NOT in this scenario, so that its total is too low:'],
  ['unresolved', 'Not known from the template; a default stands in:'],
  ['tell', 'To be told:'],
  ['note', 'Good to know:'],
];

function headOf(remarks: readonly Remark[]): string[] {
  const sections = HEADS.flatMap(([kind, head]) => {
    const own = remarks.filter((remark) => remark.kind === kind);
    return own.length === 0 ? [] : ['#', `# ${head}`, ...shown(own).map((line) => `#   ${oneLine(line)}`)];
  });
  return [
    '# Written from a SAM or CloudFormation template. A template does not say how much is used:',
    `# every ${PLACEHOLDER} is a guess. Put your own figures there before you believe a total.`,
    ...sections,
    '',
  ];
}

function shown(remarks: readonly Remark[]): string[] {
  const lines = remarks.slice(0, MAX_REMARKS).map(({ at, message }) => `${at}: ${message}`);
  const more = remarks.length - lines.length;
  return more === 0 ? lines : [...lines, `and ${more} more; --json lists them all`];
}

function workloadLines({ name, trigger, everyS, note }: WorkloadDraft): string[] {
  const guess = (field: string, text: string) => `    ${field}   # ${PLACEHOLDER}: ${text}`;
  return [
    ...(note === undefined ? [] : [`  # ${oneLine(note)}`]),
    `  - name: ${scalar(name)}`,
    `    trigger: ${trigger}`,
    everyS === undefined
      ? guess('requests: 1M', 'in the month')
      : `    shape: { type: cron, every: ${everyS} }   # as often as its schedule says`,
    guess('durationMs: 200', 'wall time of one request'),
    guess('cpuMs: 50', 'of which CPU; the rest waits'),
    guess('memoryMb: 50', 'working memory of one request in flight'),
    guess('requestKb: 2', 'size of a request'),
    guess('responseKb: 10', 'size of a response'),
  ];
}

function mixLines(workloads: readonly WorkloadDraft[]): string[] {
  return [
    '  # All of them at once: the total of the application.',
    '  - name: everything',
    `    mix: [${workloads.map(({ name }) => JSON.stringify(name)).join(', ')}]`,
  ];
}

function serviceLines(placed: Placed, { share, isMixed }: { share: number; isMixed: boolean }): string[] {
  const { service, name, fields, trigger, placeholders = {} } = placed;
  const isShared = share < 1 && trigger !== undefined;
  const guessed = (field: string) =>
    Object.hasOwn(placeholders, field) ? `   # ${PLACEHOLDER}: ${oneLine(placeholders[field] ?? '')}` : '';
  return [
    `      - service: ${scalar(service)}`,
    `        name: ${scalar(name)}`,
    ...(isMixed && trigger !== undefined ? [`        of: ${scalar(workloadName(trigger))}`] : []),
    ...(isShared ? [`        share: ${share}   # ${PLACEHOLDER}: its part of them`] : []),
    ...Object.entries(fields).map(([field, value]) => `        ${field}: ${scalar(value ?? '')}${guessed(field)}`),
  ];
}

/** Words that YAML takes for something else than text. */
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

function scalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return `${value}`;
  const isPlain = /^[A-Za-z][\w-]*(?: [\w-]+)*$/.test(value) && !RESERVED.test(value);
  return isPlain ? value : JSON.stringify(value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' '));
}

/** Text that stays in its comment, whatever a template holds. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').slice(0, 400);
}
