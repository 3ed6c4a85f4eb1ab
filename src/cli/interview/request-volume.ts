import { workloadFields } from '../../scenario/scenario-schema.js';
import { answerProblem, answerValue } from './check-answer.js';

const PER_SECOND = /^(?<amount>.+?)\s*(?:\/\s*s|\/\s*sec|\/\s*second|per second|a second|rps)$/i;
const PER_MONTH = /^(?<amount>.+?)\s*(?:\/\s*month|per month|a month)$/i;

/** The number of requests, as written in the workload of a scenario. */
export type Volume = { readonly requests: unknown } | { readonly requestsPerSecond: unknown };

/** Reads `30M`, `30M a month`, `12/s` or `12 rps`. */
export function requestVolume(text: string): Volume {
  const { field, amount } = parts(text);
  return { [field]: answerValue(amount, workloadFields()[field]) } as Volume;
}

/** Returns what is wrong with a typed number of requests; undefined for a valid one. */
export function volumeProblem(text: string): string | undefined {
  const { field, amount } = parts(text);
  return answerProblem(amount, workloadFields()[field]);
}

function parts(text: string): { field: 'requests' | 'requestsPerSecond'; amount: string } {
  const perSecond = PER_SECOND.exec(text)?.groups?.amount;
  if (perSecond !== undefined) return { field: 'requestsPerSecond', amount: perSecond };
  return { field: 'requests', amount: PER_MONTH.exec(text)?.groups?.amount ?? text };
}
