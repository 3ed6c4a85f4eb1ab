import type { Decimal } from '../../model/decimal.js';
import type { Report, Result } from '../../model/report.js';
import { dollars } from '../../render/money.js';

/**
 * Says which workload exceeds a monthly limit: its cheapest feasible design costs more, or no design is feasible.
 *
 * @returns one line; undefined when every workload is within the limit
 */
export function exceededLimitText(report: Report, limit: Decimal | undefined): string | undefined {
  if (limit === undefined) return undefined;
  for (const { name, results } of report.scenarios) {
    for (const workload of new Set(results.map((result) => result.workload))) {
      const [cheapest] = results
        .filter((result) => result.workload === workload && result.feasible)
        .sort((a, b) => a.monthlyUsd.cmp(b.monthlyUsd));
      if (cheapest?.monthlyUsd.lte(limit)) continue;
      return `${subject(name, workload)}: ${costText(cheapest)}; the limit is ${dollars(limit)} a month.`;
    }
  }
  return undefined;
}

function subject(scenario: string, workload: string | null): string {
  return workload === null ? scenario : `${scenario}, ${workload}`;
}

function costText(cheapest: Result | undefined): string {
  if (cheapest === undefined) return 'no design is feasible';
  return `the cheapest design, "${cheapest.design}", costs ${dollars(cheapest.monthlyUsd)}`;
}
