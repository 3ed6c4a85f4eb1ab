import type { PriceBookStamp } from '../model/report.js';
import type { Format } from './formats.js';
import { printable } from './safe-text.js';
import type { Terminal } from './terminal.js';

/** What every decision report is about. */
interface DecisionReport {
  readonly scenario: { readonly name: string; readonly region: string };
  readonly workload: string | null;
  readonly priceBook: PriceBookStamp;
}

/** Formats the result of `break-even`, `sensitivity` or `uncertainty`. Never prints. */
export type DecisionRenderer<Found> = (found: Found, terminal: Terminal) => string;

/** Completes the renderers of one kind of result with JSON text. */
export function decisionRenderers<Found>(
  texts: Readonly<Record<Exclude<Format, 'json'>, DecisionRenderer<Found>>>,
  json: (found: Found) => unknown,
): Readonly<Record<Format, DecisionRenderer<Found>>> {
  return { ...texts, json: (found) => `${JSON.stringify(json(found), null, 2)}\n` };
}

/** The first keys of every result in JSON. */
export function decisionHead({ scenario, workload, priceBook }: DecisionReport) {
  return { schemaVersion: 1, priceBook, scenario: scenario.name, region: scenario.region, workload };
}

/** `Checkout, office hours (us-east-1)`. */
export function decisionSubject({ scenario, workload }: Omit<DecisionReport, 'priceBook'>): string {
  const name = workload === null ? scenario.name : `${scenario.name}, ${workload}`;
  return `${printable(name)} (${scenario.region})`;
}
