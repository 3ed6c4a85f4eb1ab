import type { Remark } from '../model/report.js';
import { dollars } from './money.js';
import { printable } from './safe-text.js';

/** A remark as a sentence or two. */
export function remarkText(remark: Remark): string {
  const about = remark.workload === null ? '' : `${printable(remark.workload)}: `;
  return `${about}${remark.about === 'free-tier' ? freeTierText(remark) : cpuTimeText(remark)}`;
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
