import { nearest } from '../../model/nearest.js';
import { workloadFields } from '../../scenario/scenario-schema.js';
import { shapeFields } from '../../scenario/shape-schema.js';
import { parseSuffixed } from '../../scenario/suffix.js';
import type { Answers } from './answers.js';
import { answerProblem } from './check-answer.js';
import type { Choice } from './prompter.js';
import { volumeProblem } from './request-volume.js';

/** A question about the workload. */
export interface Question {
  readonly id: keyof Answers;
  readonly message: string;
  readonly hint?: string;
  /** Answers to choose from; without them the answer is typed. */
  readonly choices?: readonly Choice[];
  readonly byDefault: (answers: Partial<Answers>) => string;
  /** Returns what is wrong with a typed answer; undefined for a valid one. */
  readonly check: (text: string, answers: Partial<Answers>) => string | undefined;
  /** Whether the question applies after the earlier answers; without it the question always applies. */
  readonly isAsked?: (answers: Partial<Answers>) => boolean;
}

/** What the questions depend on. */
export interface QuestionContext {
  readonly regions: readonly string[];
  readonly region: string;
  /** Whether a path is an existing file. */
  readonly isFile: (path: string) => boolean;
}

/** The suggested CPU time is the duration divided by this. */
const DURATION_TO_CPU = 3;

const TRIGGERS: readonly Choice[] = [
  { value: 'http', name: 'Requests over HTTP', hint: 'An API or a web site: a client waits for the response.' },
  { value: 'queue', name: 'Messages from a queue', hint: 'Work that can wait.' },
  { value: 'stream', name: 'Events from a stream', hint: 'Kinesis, or the changes of a DynamoDB table.' },
  { value: 'schedule', name: 'Jobs on a schedule', hint: 'Every ten minutes, every night.' },
  { value: 'websocket', name: 'Messages over WebSockets', hint: 'Connections that stay open.' },
];

const SHAPES: readonly Choice[] = [
  { value: 'steady', name: 'The same day and night' },
  { value: 'daily', name: 'More by day than by night' },
  { value: 'spikes', name: 'Quiet, with spikes' },
  { value: 'growth', name: 'Growing over the month' },
  { value: 'trace', name: 'As measured, in a file', hint: 'CSV of timestamp and requests, or CloudWatch JSON.' },
];

const isScheduled = ({ trigger }: Partial<Answers>) => trigger === 'schedule';
const hasShape = (shape: string) => (answers: Partial<Answers>) => !isScheduled(answers) && answers.shape === shape;

/** Makes the questions about the workload, in the order in which they are asked. */
export function workQuestions(context: QuestionContext): readonly Question[] {
  const workload = workloadFields();
  return [
    choice('trigger', 'What kind of work is it?', TRIGGERS, 'http'),
    {
      ...typed('every', 'How often does a job start?', 'The time between two starts: 10m, 1h, 1d.', '10m'),
      check: (text) => answerProblem(text, shapeFields('cron').every),
      isAsked: isScheduled,
    },
    {
      ...typed('burst', 'How many jobs start at once?', 'Jobs that start together.', '1'),
      check: (text) => answerProblem(text, shapeFields('cron').burst),
      isAsked: isScheduled,
    },
    {
      ...typed('volume', 'How many requests?', 'Requests per month: 30M, 500K. Or per second on average: 12/s.', '10M'),
      check: (text) => volumeProblem(text),
      isAsked: (answers) => !isScheduled(answers),
    },
    {
      ...choice('shape', 'How are the requests spread over the month?', SHAPES, 'daily'),
      isAsked: (answers) => !isScheduled(answers),
    },
    ...shapeQuestions(context),
    {
      ...typed('durationMs', 'How long does one request take?', 'Duration, including waiting: 120ms, 2s.', '120ms'),
      check: (text) => answerProblem(text, workload.durationMs),
    },
    {
      id: 'cpuMs',
      message: 'How much of that is CPU time?',
      hint: 'The rest is waiting for databases and other services.',
      byDefault: ({ durationMs = '' }) =>
        `${Math.max(1, Math.round((milliseconds(durationMs) ?? 1) / DURATION_TO_CPU))}ms`,
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
        'How high is the daily peak?',
        'The peak rate divided by the mean rate: 3 is three times the mean.',
        '3',
      ),
      check: (text) => answerProblem(text, shapeFields('daily').peakToMean),
      isAsked: hasShape('daily'),
    },
    {
      ...typed('spikeCount', 'How many spikes per month?', 'A number: 8.', '8'),
      check: (text) => answerProblem(text, shapeFields('spikes').count),
      isAsked: hasShape('spikes'),
    },
    {
      ...typed('spikeLength', 'How long is a spike?', 'A duration: 15m, 2h.', '30m'),
      check: (text) => answerProblem(text, shapeFields('spikes').length),
      isAsked: hasShape('spikes'),
    },
    {
      ...typed('spikeFactor', 'How high is a spike?', 'The rate in a spike divided by the rate outside: 20.', '20'),
      check: (text) => answerProblem(text, shapeFields('spikes').factor),
      isAsked: hasShape('spikes'),
    },
    {
      ...typed(
        'growthFactor',
        'How much do the requests grow?',
        'The rate of the last day divided by that of the first: 2.',
        '2',
      ),
      check: (text) => answerProblem(text, shapeFields('growth').factor),
      isAsked: hasShape('growth'),
    },
    {
      ...typed('traceFile', 'Which file?', 'CSV of timestamp and requests, or CloudWatch JSON.', 'requests.csv'),
      check: (text) => (isFile(text) ? undefined : `There is no file ${text}`),
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
  return cpu > whole ? `CPU time is longer than the duration of ${durationMs}` : undefined;
}

function regionProblem(text: string, regions: readonly string[]): string | undefined {
  if (regions.includes(text)) return undefined;
  const close = nearest(text, regions);
  return `Unknown region${close === undefined ? `; known: ${regions.join(' ')}` : `; did you mean ${close}?`}`;
}
