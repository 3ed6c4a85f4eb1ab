import type { PriceBookStamp } from '../model/report.js';
import type { Format } from './formats.js';
import { printable } from './safe-text.js';
import type { Terminal } from './terminal.js';

/** What a question about a scenario was about. */
interface Decided {
  readonly scenario: { readonly name: string; readonly region: string };
  readonly workload: string | null;
  readonly priceBook: PriceBookStamp;
}

/** Puts the answer to a question into text. Never prints. */
export type DecisionRenderer<Found> = (found: Found, terminal: Terminal) => string;

/** The formats of one kind of answer; JSON is that of a program, as text. */
export function decisionRenderers<Found>(
  texts: Readonly<Record<Exclude<Format, 'json'>, DecisionRenderer<Found>>>,
  json: (found: Found) => unknown,
): Readonly<Record<Format, DecisionRenderer<Found>>> {
  return { ...texts, json: (found) => `${JSON.stringify(json(found), null, 2)}\n` };
}

/** The keys that every answer begins with. */
export function decisionHead({ scenario, workload, priceBook }: Decided) {
  return { schemaVersion: 1, priceBook, scenario: scenario.name, region: scenario.region, workload };
}

/** `Checkout, office hours (us-east-1)`. */
export function decisionSubject({ scenario, workload }: Omit<Decided, 'priceBook'>): string {
  const what = workload === null ? scenario.name : `${scenario.name}, ${workload}`;
  return `${printable(what)} (${scenario.region})`;
}
