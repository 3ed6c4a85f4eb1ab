import { nearest } from '../model/nearest.js';
import { VALUE_FORMATS, type ValueFormat } from './value-format.js';

/** The kinds of markers. */
export type MarkerKind = 'table' | 'lines' | 'assumptions' | 'chart' | 'value';

/** Subjects of charts: totals (the default), cost against requests, and the month hour by hour. */
export const CHART_SUBJECTS = ['totals', 'curves', 'hours'] as const;

/** What a chart shows. */
export type ChartSubject = (typeof CHART_SUBJECTS)[number];

/** The parsed text of a marker. */
export interface Marker {
  readonly kind: MarkerKind;
  /** Scenario file, relative to the document. */
  readonly scenario: string;
  readonly design?: string;
  /** Path in the result: `monthlyUsd`, `activity.lambda.coldStarts`. */
  readonly path?: string;
  readonly workload?: string;
  readonly format?: ValueFormat;
  /** Design that a percentage compares with. */
  readonly against?: string;
  /** What a chart shows. */
  readonly of?: ChartSubject;
  /** The file that a chart is written to, relative to the document. */
  readonly to?: string;
  /** AsciiDoc: the attribute that is set to the value. */
  readonly attribute?: string;
}

/** A marker, or the problem of its text. */
export type ParsedMarker = { readonly marker: Marker } | { readonly message: string; readonly hint: string };

type Position = 'scenario' | 'design' | 'path';
type Option = 'workload' | 'format' | 'against' | 'of' | 'to' | 'attribute';

interface MarkerSyntax {
  readonly usage: string;
  readonly positions: readonly Position[];
  /** How many of the positions may be left out, from the end. */
  readonly optionalPositions: number;
  readonly options: readonly Option[];
}

const SYNTAXES: Readonly<Record<MarkerKind, MarkerSyntax>> = {
  table: { usage: 'FILE [workload="…"]', positions: ['scenario'], optionalPositions: 0, options: ['workload'] },
  lines: {
    usage: 'FILE "Design" [workload="…"]',
    positions: ['scenario', 'design'],
    optionalPositions: 0,
    options: ['workload'],
  },
  assumptions: {
    usage: 'FILE ["Design"] [workload="…"]',
    positions: ['scenario', 'design'],
    optionalPositions: 1,
    options: ['workload'],
  },
  chart: {
    usage: `FILE ["Design"] [of=${CHART_SUBJECTS.join('|')}] to="chart.svg" [workload="…"]`,
    positions: ['scenario', 'design'],
    optionalPositions: 1,
    options: ['workload', 'of', 'to'],
  },
  value: {
    usage: `FILE "Design" PATH [format=${VALUE_FORMATS.join('|')}] [against="Design"] [workload="…"]`,
    positions: ['scenario', 'design', 'path'],
    optionalPositions: 0,
    options: ['workload', 'format', 'against', 'attribute'],
  },
};

/** Options with a fixed list of values. */
const CHOICES: Readonly<Record<string, { readonly what: string; readonly words: readonly string[] }>> = {
  format: { what: 'format', words: VALUE_FORMATS },
  of: { what: 'chart', words: CHART_SUBJECTS },
};
const KINDS = Object.keys(SYNTAXES) as MarkerKind[];

/** Lists the syntax of each marker, as it is written in a comment. */
export function markerUsages(): string[] {
  return KINDS.map((kind) => `crossover:${kind} ${SYNTAXES[kind].usage}`);
}

/** A word may contain quoted pieces, in which a blank does not end it. */
const WORD = /(?:"(?:[^"\\]|\\.)*"|[^\s"])+/gy;
const BLANKS = /\s*/gy;
const OPTION = /^(?<name>[A-Za-z]+)=(?<value>[\s\S]*)$/;

/** Parses an opening marker: `crossover:value checkout.yaml "Fargate" monthlyUsd workload="office hours"`. */
export function parseMarker(words: string): ParsedMarker {
  const [head = '', ...rest] = splitWords(words) ?? [];
  if (head === '') return { message: 'a quote of this marker does not end', hint: 'Close it with ".' };
  const kind = head.slice('crossover:'.length);
  const syntax = Object.hasOwn(SYNTAXES, kind) ? SYNTAXES[kind as MarkerKind] : undefined;
  if (syntax === undefined) return { message: `unknown marker "${head}"`, hint: knownKinds(kind) };
  const options = rest.filter((word) => OPTION.test(word));
  const positions = rest.filter((word) => !OPTION.test(word));
  const { usage, optionalPositions, positions: expected } = syntax;
  if (positions.length > expected.length || positions.length < expected.length - optionalPositions) {
    const given = positions.length === 0 ? 'nothing' : positions.join(' ');
    return { message: `crossover:${kind} takes ${usage}, not ${given}`, hint: `Write crossover:${kind} ${usage}` };
  }
  const fields: Record<string, string> = Object.fromEntries(
    positions.map((word, index) => [
      expected[index] ?? '',
      // A path keeps its quotes, which are part of its syntax.
      expected[index] === 'path' ? word : unquoted(word),
    ]),
  );
  for (const option of options) {
    const { name = '', value = '' } = OPTION.exec(option)?.groups ?? {};
    const problem = optionProblem(name, unquoted(value), syntax);
    if (problem !== undefined) return problem;
    fields[name] = unquoted(value);
  }
  return { marker: { kind: kind as MarkerKind, ...fields } as unknown as Marker };
}

function optionProblem(name: string, value: string, { options, usage }: MarkerSyntax) {
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

/** Removes the quotes of a word; within them a backslash escapes the next character. */
export function unquoted(word: string): string {
  return word.replace(/"((?:[^"\\]|\\.)*)"/g, (_quoted, inner: string) => inner.replace(/\\(.)/g, '$1'));
}
