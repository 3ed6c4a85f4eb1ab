import type { Decimal } from '../model/decimal.js';
import type { MissingService, Result } from '../model/report.js';
import { dollars } from './money.js';
import { printable } from './safe-text.js';

/** Describes one missing service: `alb is missing, about $24.05 a month: requests reach …`. */
export function missingText({ service, why, monthlyUsd }: MissingService): string {
  return `${service} is missing, ${aboutUsd([monthlyUsd])}: ${why}`;
}

/**
 * Lists missing services, each once for all designs and workloads that lack it for the same reason, and says what to do
 * about it.
 */
export function missingNotes(results: readonly Result[]): string[] {
  const lines = missingLines(results);
  if (lines.length === 0) return [];
  return [
    ...lines,
    'Add missing services to the design, price them with --complete, or list those it does not need under `without`.',
  ];
}

/** Lists missing services without what to do about it. */
export function missingLines(results: readonly Result[]): string[] {
  const groups = new Map<string, { missing: MissingService; designs: Set<string>; usd: (Decimal | null)[] }>();
  for (const { design, missing: services } of results) {
    for (const missing of services) {
      const key = `${missing.service} ${missing.why}`;
      const group = groups.get(key) ?? { missing, designs: new Set(), usd: [] };
      group.designs.add(design);
      group.usd.push(missing.monthlyUsd);
      groups.set(key, group);
    }
  }
  const designs = new Set(results.map(({ design }) => design));
  return [...groups.values()].map(({ missing: { service, why }, designs: lacking, usd }) => {
    const where = lacking.size === designs.size ? '' : ` in ${[...lacking].map(printable).join(', ')}`;
    return `Missing${where}: ${service}, ${aboutUsd(usd)}: ${why}.`;
  });
}

/** `about $3.20 to $41.00 a month`. */
function aboutUsd(amounts: readonly (Decimal | null)[]): string {
  const known = amounts.flatMap((usd) => (usd === null ? [] : [usd])).sort((a, b) => a.cmp(b));
  const [min, max] = [known[0], known.at(-1)];
  if (min === undefined || max === undefined) return 'whose price in this region is not known';
  const [from, to] = [dollars(min), dollars(max)];
  return from === to ? `about ${from} a month` : `about ${from} to ${to} a month`;
}
