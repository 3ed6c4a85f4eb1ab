import type { Remark } from '../model/report.js';
import { dollars } from './money.js';
import { printable } from './safe-text.js';

/** Formats a remark as sentences, after the name of its workload. */
export function remarkText(remark: Remark): string {
  const about = remark.workload === null ? '' : `${printable(remark.workload)}: `;
  return `${about}${remarkOnly(remark)}`;
}

function remarkOnly(remark: Remark): string {
  switch (remark.about) {
    case 'free-tier':
      return freeTierText(remark);
    case 'cpu-time':
      return cpuTimeText(remark);
    case 'ranges':
      return rangesText(remark);
  }
}

function rangesText({ totals }: Extract<Remark, { about: 'ranges' }>): string {
  const list = totals.map(
    ({ design, lowUsd, highUsd }) => `${quoted(design)} ${dollars(lowUsd)} to ${dollars(highUsd)}`,
  );
  return `Some inputs are ranges; the totals use the likely values. With all ranges at their low and at their high ends: ${list.join(', ')}. Run crossover uncertainty for the distribution.`;
}

function freeTierText(remark: Extract<Remark, { about: 'free-tier' }>): string {
  return `Without the free tier the cheapest design is ${quoted(remark.without)}, not ${quoted(remark.with)}.`;
}

function cpuTimeText({ durationMs, cpuMs, totals, cheapest }: Extract<Remark, { about: 'cpu-time' }>): string {
  const list = totals.map(({ design, monthlyUsd }) => `${quoted(design)} ${dollars(monthlyUsd)}`).join(', ');
  const outcome =
    cheapest.waiting === undefined
      ? 'no design would be feasible'
      : cheapest.waiting === cheapest.assumed
        ? 'the cheapest design stays the same'
        : `the cheapest design would be ${quoted(cheapest.waiting)}`;
  return `cpuMs is not given, so all ${durationMs} ms are assumed to be CPU time. With ${cpuMs} ms of CPU time: ${list}; ${outcome}. Give cpuMs for a better estimate.`;
}

function quoted(name: string): string {
  return `"${printable(name)}"`;
}
