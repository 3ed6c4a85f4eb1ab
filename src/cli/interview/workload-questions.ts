import { nearest } from '../../model/nearest.js';
import { workloadFields } from '../../scenario/scenario-schema.js';
import { shapeFields } from '../../scenario/shape-schema.js';
import { parseSuffixed } from '../../scenario/suffix.js';
import type { Answers } from './answers.js';
import { answerProblem } from './check-answer.js';
import type { Choice } from './prompter.js';
import { volumeProblem } from './request-volume.js';

/** A question about the work, and when it is asked. */
export interface Question {
  readonly id: keyof Answers;
  readonly message: string;
  readonly hint?: string;
  /** Answers to choose from; without them the answer is typed. */
  readonly choices?: readonly Choice[];
  readonly byDefault: (answers: Partial<Answers>) => string;
  /** What is wrong with a typed answer. */
  readonly check: (text: string, answers: Partial<Answers>) => string | undefined;
  /** Only some work is asked this. */
  readonly isAsked?: (answers: Partial<Answers>) => boolean;
}

/** What the questions may lean on. */
export interface QuestionContext {
  readonly regions: readonly string[];
  readonly region: string;
  /** Whether a file is there. */
  readonly isFile: (path: string) => boolean;
}

/** A third of a request is taken as CPU unless it is said. */
const WAITING_TO_CPU = 3;

const TRIGGERS: readonly Choice[] = [
  { value: 'http', name: 'Requests over HTTP', hint: 'An API or a web site: somebody waits for the answer.' },
  { value: 'queue', name: 'Messages from a queue', hint: 'Work that may wait a while.' },
  { value: 'stream', name: 'Events from a stream', hint: 'Kinesis, or changes of a table.' },
  { value: 'schedule', name: 'Jobs on a schedule', hint: 'Every ten minutes, every night.' },
  { value: 'websocket', name: 'Messages over WebSockets', hint: 'Connections that stay open.' },
];

const SHAPES: readonly Choice[] = [
  { value: 'steady', name: 'The same day and night' },
  { value: 'daily', name: 'By day more than by night' },
  { value: 'spikes', name: 'Quiet, with spikes' },
  { value: 'growth', name: 'Growing over the month' },
  { value: 'trace', name: 'As measured, in a file', hint: 'CSV of timestamp and requests, or CloudWatch JSON.' },
];

const isScheduled = ({ trigger }: Partial<Answers>) => trigger === 'schedule';
const hasShape = (shape: string) => (answers: Partial<Answers>) => !isScheduled(answers) && answers.shape === shape;

/** The questions about the work, in the order in which they are asked. */
export function workQuestions(context: QuestionContext): readonly Question[] {
  const workload = workloadFields();
  return [
    choice('trigger', 'What kind of work is it?', TRIGGERS, 'http'),
    {
      ...typed('every', 'How often does a job start?', 'Time from one to the next: 10m, 1h, 1d.', '10m'),
      check: (text) => answerProblem(text, shapeFields('cron').every),
      isAsked: isScheduled,
    },
    {
      ...typed('burst', 'How many at once?', 'Jobs that start together.', '1'),
      check: (text) => answerProblem(text, shapeFields('cron').burst),
      isAsked: isScheduled,
    },
    {
      ...typed('volume', 'How much of it?', 'Requests in a month: 30M, 500K. Or per second on average: 12/s.', '10M'),
      check: (text) => volumeProblem(text),
      isAsked: (answers) => !isScheduled(answers),
    },
    {
      ...choice('shape', 'How does it spread over the month?', SHAPES, 'daily'),
      isAsked: (answers) => !isScheduled(answers),
    },
    ...shapeQuestions(context),
    {
      ...typed('durationMs', 'How long does one request take?', 'Wall time, waiting included: 120ms, 2s.', '120ms'),
      check: (text) => answerProblem(text, workload.durationMs),
    },
    {
      id: 'cpuMs',
      message: 'How much of that is CPU?',
      hint: 'Computing; the rest waits for databases and other services.',
      byDefault: ({ durationMs = '' }) =>
        `${Math.max(1, Math.round((milliseconds(durationMs) ?? 1) / WAITING_TO_CPU))}ms`,
      check: (text, { durationMs = '' }) => answerProblem(text, workload.cpuMs) ?? cpuProblem(text, durationMs),
    },
    {
      ...typed('memoryMb', 'How much memory does one request need?', 'While it is in flight: 20MB.', '20MB'),
      check: (text) => answerProblem(text, workload.memoryMb),
    },
    {
      ...typed('region', 'In which AWS region?', 'Such as us-east-1 or eu-central-1.', context.region),
      check: (text) => regionProblem(text, context.regions),
    },
  ];
}

function shapeQuestions({ isFile }: QuestionContext): readonly Question[] {
  return [
    {
      ...typed(
        'peakToMean',
        'How much more at the peak of the day?',
        'Highest rate over the mean: 3 is three times.',
        '3',
      ),
      check: (text) => answerProblem(text, shapeFields('daily').peakToMean),
      isAsked: hasShape('daily'),
    },
    {
      ...typed('spikeCount', 'How many spikes a month?', 'A number: 8.', '8'),
      check: (text) => answerProblem(text, shapeFields('spikes').count),
      isAsked: hasShape('spikes'),
    },
    {
      ...typed('spikeLength', 'How long is a spike?', '15m, 2h.', '30m'),
      check: (text) => answerProblem(text, shapeFields('spikes').length),
      isAsked: hasShape('spikes'),
    },
    {
      ...typed('spikeFactor', 'How much more is it in a spike?', 'Rate in a spike over the rate outside: 20.', '20'),
      check: (text) => answerProblem(text, shapeFields('spikes').factor),
      isAsked: hasShape('spikes'),
    },
    {
      ...typed('growthFactor', 'How much more is it at the end?', 'Rate of the last day over the first: 2.', '2'),
      check: (text) => answerProblem(text, shapeFields('growth').factor),
      isAsked: hasShape('growth'),
    },
    {
      ...typed('traceFile', 'Which file?', 'CSV of timestamp and requests, or CloudWatch JSON.', 'requests.csv'),
      check: (text) => (isFile(text) ? undefined : `There is no file ${text} here`),
      isAsked: hasShape('trace'),
    },
  ];
}

function choice(id: keyof Answers, message: string, choices: readonly Choice[], byDefault: string): Question {
  return { id, message, choices, byDefault: () => byDefault, check: () => undefined };
}

function typed(id: keyof Answers, message: string, hint: string, byDefault: string): Omit<Question, 'check'> {
  return { id, message, hint, byDefault: () => byDefault };
}

function milliseconds(text: string): number | undefined {
  return parseSuffixed(text, 'ms');
}

function cpuProblem(text: string, durationMs: string): string | undefined {
  const [cpu = 0, whole = 0] = [milliseconds(text), milliseconds(durationMs)];
  return cpu > whole ? `Is more than the ${durationMs} of the whole request` : undefined;
}

function regionProblem(text: string, regions: readonly string[]): string | undefined {
  if (regions.includes(text)) return undefined;
  const close = nearest(text, regions);
  return `Unknown region${close === undefined ? `; known: ${regions.join(' ')}` : `; did you mean ${close}?`}`;
}
