import type { Remark } from '../model/report.js';
import { dollars } from './money.js';
import { printable } from './safe-text.js';

/** A remark as a sentence or two. */
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
  return `Numbers of it are ranges; the totals are of the likely values. With all low, and all high: ${list.join(', ')}. See crossover uncertainty.`;
}

function freeTierText(remark: Extract<Remark, { about: 'free-tier' }>): string {
  return `Without the free tier the cheapest design is ${quoted(remark.without)}, not ${quoted(remark.with)}.`;
}

function cpuTimeText({ durationMs, cpuMs, totals, cheapest }: Extract<Remark, { about: 'cpu-time' }>): string {
  const list = totals.map(({ design, monthlyUsd }) => `${quoted(design)} ${dollars(monthlyUsd)}`).join(', ');
  const turn =
    cheapest.waiting === undefined
      ? 'no design would be feasible'
      : cheapest.waiting === cheapest.assumed
        ? 'the cheapest stays the same'
        : `the cheapest would be ${quoted(cheapest.waiting)}`;
  return `cpuMs is not given; all ${durationMs} ms were taken as CPU. Were ${cpuMs} ms CPU and the rest waiting: ${list}; ${turn}.`;
}

function quoted(name: string): string {
  return `"${printable(name)}"`;
}
