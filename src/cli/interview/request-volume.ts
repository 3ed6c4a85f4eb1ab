import { workloadFields } from '../../scenario/scenario-schema.js';
import { answerProblem, answerValue } from './check-answer.js';

const PER_SECOND = /^(?<amount>.+?)\s*(?:\/\s*s|\/\s*sec|\/\s*second|per second|a second|rps)$/i;
const PER_MONTH = /^(?<amount>.+?)\s*(?:\/\s*month|per month|a month)$/i;

/** A volume as the workload of a scenario has it. */
export type Volume = { readonly requests: unknown } | { readonly requestsPerSecond: unknown };

/** Reads `30M`, `30M a month`, `12/s` or `12 rps`. */
export function volumeOf(text: string): Volume {
  const { field, amount } = parts(text);
  return { [field]: answerValue(amount, workloadFields()[field]) } as Volume;
}

/** What is wrong with a typed volume; undefined when nothing is. */
export function volumeProblem(text: string): string | undefined {
  const { field, amount } = parts(text);
  return answerProblem(amount, workloadFields()[field]);
}

function parts(text: string): { field: 'requests' | 'requestsPerSecond'; amount: string } {
  const perSecond = PER_SECOND.exec(text)?.groups?.amount;
  if (perSecond !== undefined) return { field: 'requestsPerSecond', amount: perSecond };
  return { field: 'requests', amount: PER_MONTH.exec(text)?.groups?.amount ?? text };
}
