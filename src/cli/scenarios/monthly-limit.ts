import type { Decimal } from '../../model/decimal.js';
import type { Report, Result } from '../../model/report.js';
import { dollars } from '../../render/money.js';

/**
 * The line that says a limit is exceeded: where the cheapest feasible design of any workload costs more, or none is
 * feasible. undefined when the limit holds.
 */
export function exceededLimit(report: Report, limit: Decimal | undefined): string | undefined {
  if (limit === undefined) return undefined;
  for (const { name, results } of report.scenarios) {
    for (const workload of new Set(results.map((result) => result.workload))) {
      const [cheapest] = results
        .filter((result) => result.workload === workload && result.feasible)
        .sort((a, b) => a.monthlyUsd.cmp(b.monthlyUsd));
      if (cheapest?.monthlyUsd.lte(limit)) continue;
      return `${where(name, workload)}: ${what(cheapest)}; the limit is ${dollars(limit)} a month.`;
    }
  }
  return undefined;
}

function where(scenario: string, workload: string | null): string {
  return workload === null ? scenario : `${scenario}, ${workload}`;
}

function what(cheapest: Result | undefined): string {
  if (cheapest === undefined) return 'no design is feasible';
  return `the cheapest design, "${cheapest.design}", costs ${dollars(cheapest.monthlyUsd)}`;
}
