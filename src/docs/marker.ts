import { nearest } from '../model/nearest.js';
import { VALUE_FORMATS, type ValueFormat } from './value-format.js';

export type MarkerKind = 'table' | 'lines' | 'assumptions' | 'chart' | 'value';

/** What a chart shows: the totals, cost against requests, or the month hour by hour; totals unless another is chosen. */
export const CHART_SUBJECTS = ['totals', 'curves', 'hours'] as const;

export type ChartSubject = (typeof CHART_SUBJECTS)[number];

/** What a marker asks for. */
export interface Marker {
  readonly kind: MarkerKind;
  /** Scenario file, relative to the document. */
  readonly scenario: string;
  readonly design?: string;
  /** Path in the result: `monthlyUsd`, `activity.lambda.coldStarts`. */
  readonly path?: string;
  readonly workload?: string;
  readonly format?: ValueFormat;
  /** Design that a percentage is against. */
  readonly against?: string;
  /** What a chart shows. */
  readonly of?: ChartSubject;
  /** The file that a chart is written to, relative to the document. */
  readonly to?: string;
  /** AsciiDoc: the attribute that the value is put into. */
  readonly attribute?: string;
}

/** A marker, or why its words are none. */
export type ParsedMarker = { readonly marker: Marker } | { readonly message: string; readonly hint: string };

type Position = 'scenario' | 'design' | 'path';
type Option = 'workload' | 'format' | 'against' | 'of' | 'to' | 'attribute';

interface Grammar {
  readonly usage: string;
  readonly positions: readonly Position[];
  /** How many of the positions may be left out, from the end. */
  readonly mayLack: number;
  readonly options: readonly Option[];
}

const GRAMMARS: Readonly<Record<MarkerKind, Grammar>> = {
  table: { usage: 'FILE [workload="…"]', positions: ['scenario'], mayLack: 0, options: ['workload'] },
  lines: {
    usage: 'FILE "Design" [workload="…"]',
    positions: ['scenario', 'design'],
    mayLack: 0,
    options: ['workload'],
  },
  assumptions: {
    usage: 'FILE ["Design"] [workload="…"]',
    positions: ['scenario', 'design'],
    mayLack: 1,
    options: ['workload'],
  },
  chart: {
    usage: `FILE ["Design"] [of=${CHART_SUBJECTS.join('|')}] to="chart.svg" [workload="…"]`,
    positions: ['scenario', 'design'],
    mayLack: 1,
    options: ['workload', 'of', 'to'],
  },
  value: {
    usage: `FILE "Design" PATH [format=${VALUE_FORMATS.join('|')}] [against="Design"] [workload="…"]`,
    positions: ['scenario', 'design', 'path'],
    mayLack: 0,
    options: ['workload', 'format', 'against', 'attribute'],
  },
};

/** Options that take one of some words. */
const CHOICES: Readonly<Record<string, { readonly what: string; readonly words: readonly string[] }>> = {
  format: { what: 'format', words: VALUE_FORMATS },
  of: { what: 'chart', words: CHART_SUBJECTS },
};
const KINDS = Object.keys(GRAMMARS) as MarkerKind[];
/** How each marker is written, as its words stand in a comment. */
export function markerUsages(): string[] {
  return KINDS.map((kind) => `crossover:${kind} ${GRAMMARS[kind].usage}`);
}

/** A word: letters and quoted pieces, so that a blank in a name does not end it. */
const WORD = /(?:"(?:[^"\\]|\\.)*"|[^\s"])+/gy;
const BLANKS = /\s*/gy;
const OPTION = /^(?<name>[A-Za-z]+)=(?<value>[\s\S]*)$/;

/** Reads the words of an opening marker: `crossover:value checkout.yaml "Fargate" monthlyUsd workload="office hours"`. */
export function parseMarker(words: string): ParsedMarker {
  const [head = '', ...rest] = splitWords(words) ?? [];
  if (head === '') return { message: 'a quote of this marker does not end', hint: 'Close it with ".' };
  const kind = head.slice('crossover:'.length);
  const grammar = Object.hasOwn(GRAMMARS, kind) ? GRAMMARS[kind as MarkerKind] : undefined;
  if (grammar === undefined) return { message: `unknown marker "${head}"`, hint: knownKinds(kind) };
  const options = rest.filter((word) => OPTION.test(word));
  const positions = rest.filter((word) => !OPTION.test(word));
  const { usage, mayLack, positions: wanted } = grammar;
  if (positions.length > wanted.length || positions.length < wanted.length - mayLack) {
    const said = positions.length === 0 ? 'nothing' : positions.join(' ');
    return { message: `crossover:${kind} takes ${usage}, not ${said}`, hint: `Write crossover:${kind} ${usage}` };
  }
  const fields: Record<string, string> = Object.fromEntries(
    positions.map((word, index) => [
      wanted[index] ?? '',
      // A path keeps its quotes: they hold a name together.
      wanted[index] === 'path' ? word : unquoted(word),
    ]),
  );
  for (const option of options) {
    const { name = '', value = '' } = OPTION.exec(option)?.groups ?? {};
    const problem = optionProblem(name, unquoted(value), grammar);
    if (problem !== undefined) return problem;
    fields[name] = unquoted(value);
  }
  return { marker: { kind: kind as MarkerKind, ...fields } as unknown as Marker };
}

function optionProblem(name: string, value: string, { options, usage }: Grammar) {
  if (!options.includes(name as Option)) {
    const close = nearest(name, options);
    return {
      message: `unknown option "${name}"`,
      hint: close === undefined ? `It takes ${usage}.` : `Did you mean ${close}=?`,
    };
  }
  const { what, words } = CHOICES[name] ?? {};
  if (words === undefined || words.includes(value)) return undefined;
  const close = nearest(value, words);
  return {
    message: `unknown ${what} "${value}"`,
    hint: close === undefined ? `One of ${words.join(', ')}.` : `Did you mean ${name}=${close}?`,
  };
}

function knownKinds(kind: string): string {
  const close = nearest(kind, KINDS);
  return close === undefined
    ? `Known: ${KINDS.map((known) => `crossover:${known}`).join(', ')}.`
    : `Did you mean crossover:${close}?`;
}

/** undefined when a quote does not end. */
function splitWords(text: string): string[] | undefined {
  const found: string[] = [];
  BLANKS.lastIndex = 0;
  for (;;) {
    BLANKS.test(text);
    if (BLANKS.lastIndex === text.length) return found;
    WORD.lastIndex = BLANKS.lastIndex;
    const word = WORD.exec(text)?.[0];
    if (word === undefined) return undefined;
    found.push(word);
    BLANKS.lastIndex = WORD.lastIndex;
  }
}

/** A word without its quotes; within them a backslash takes the next character as it is. */
export function unquoted(word: string): string {
  return word.replace(/"((?:[^"\\]|\\.)*)"/g, (_quoted, inner: string) => inner.replace(/\\(.)/g, '$1'));
}
