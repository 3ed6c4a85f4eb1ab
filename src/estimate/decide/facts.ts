import { asWritten, type Decimal, sum } from '../../model/decimal.js';
import { EstimatorError } from '../../model/errors.js';
import type { CostPair, Fact } from '../../model/reason.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { Design, Scenario, Workload } from '../../scenario/scenario.js';
import { withRequests } from '../cost-curve.js';
import { type Estimate, estimateDesign, totalOf } from '../estimate.js';
import { serviceTraffic } from '../service-traffic.js';

/** What is asked about. */
export interface Asked {
  readonly scenario: Scenario;
  readonly workload: Workload | null;
  readonly book: PriceBook;
}

/** Feasible designs, the cheapest first; of several at the same total the first in the file. */
export function byCost<Of extends Pick<Estimate, 'feasible' | 'monthlyUsd'>>(estimates: readonly Of[]): Of[] {
  return estimates.filter(({ feasible }) => feasible).sort((a, b) => a.monthlyUsd.cmp(b.monthlyUsd));
}

/** What speaks for the cheapest design against the others. */
export function comparedFacts(estimates: readonly Estimate[]): Fact[] {
  const [first, second] = byCost(estimates);
  if (first === undefined) return [];
  const limits = estimates
    .filter(({ feasible, monthlyUsd }) => !feasible && monthlyUsd.lt(first.monthlyUsd))
    .map(
      ({ design, monthlyUsd, infeasible: [reason = ''] }) =>
        ({ about: 'limit', design, usd: monthlyUsd, reason }) as const,
    );
  if (second === undefined) return limits;
  const difference = {
    about: 'difference',
    cheaper: first.design,
    dearer: second.design,
    usd: second.monthlyUsd.minus(first.monthlyUsd),
    services: costPairs(first, second),
  } as const;
  return [difference, ...limits];
}

/** Services that cost the same in both are left out. */
function costPairs(cheaper: Estimate, dearer: Estimate): CostPair[] {
  const [ofCheaper, ofDearer] = [usdByName(cheaper), usdByName(dearer)];
  return [...new Set([...ofCheaper.keys(), ...ofDearer.keys()])]
    .map((name) => ({ name, cheaperUsd: ofCheaper.get(name), dearerUsd: ofDearer.get(name) }))
    .filter(({ cheaperUsd, dearerUsd }) => cheaperUsd === undefined || dearerUsd?.eq(cheaperUsd) !== true);
}

function usdByName({ lines }: Estimate): Map<string, Decimal> {
  const names = new Set(lines.map(({ name }) => name));
  return new Map([...names].map((name) => [name, totalOf(lines.filter((line) => line.name === name))]));
}

/** What is known of one design: its floor, and of its services what idles, waits and starts cold. */
export function designFacts(design: Design, estimate: Estimate, asked: Asked): Fact[] {
  const { workload } = asked;
  if (workload === null) return [];
  const ofServices = workload.parts.length > 0 ? [] : serviceFacts(design, estimate, { ...asked, workload });
  return [...floorOf(design, estimate, { ...asked, workload }), ...ofServices];
}

interface AskedOf extends Asked {
  readonly workload: Workload;
}

/** What is left of the bill without a request: the same whatever the shape of the traffic. */
function floorOf(design: Design, estimate: Estimate, { scenario, workload, book }: AskedOf): Fact[] {
  const { monthlyUsd: totalUsd } = estimate;
  const none = { ...withRequests(workload, 0), shape: { type: 'steady' } } as const;
  try {
    const { monthlyUsd: usd } = estimateDesign(scenario, none, asFound(design, estimate), book);
    return [{ about: 'floor', design: design.name, usd, totalUsd }];
  } catch (error) {
    // Usage that was given beside the traffic, such as cold starts, may not go with none at all.
    if (error instanceof EstimatorError) return [];
    throw error;
  }
}

/** The design with what `auto` came to: without requests it would come to less, which nobody is going to run. */
function asFound(design: Design, { assumptions }: Estimate): Design {
  const found = new Map(assumptions.map(({ at, value }) => [at, Number(value)]));
  const services = design.services.map((placed) => {
    const input = Object.entries(placed.input).map(([field, value]) => {
      const number = value === 'auto' ? found.get(`${placed.at}.${field}`) : undefined;
      return [field, number ?? value];
    });
    return { ...placed, input: Object.fromEntries(input) };
  });
  return { ...design, services };
}

function serviceFacts(design: Design, estimate: Estimate, { scenario, workload }: AskedOf): Fact[] {
  return design.services.flatMap((placed): Fact[] => {
    const { name } = placed;
    const activity = estimate.activity[name] ?? {};
    const { averageTasks = 0, rpsPerTask = 0, coldStarts = 0, invocations = 0, durationMs = 0 } = activity;
    const carried = averageTasks * rpsPerTask;
    // Most services neither run tasks nor take their time.
    if (carried === 0 && durationMs === 0) return [];
    const traffic = serviceTraffic(workload, placed, scenario);
    const waitingMs =
      traffic === null || placed.given.has('durationMs') ? 0 : traffic.durationMs.number - traffic.cpuMs.number;
    const durationUsd = sum(
      estimate.lines
        .filter((line) => line.name === name && line.meter.startsWith('duration-'))
        .map((line) => line.listCost),
    );
    const waitingUsd = durationMs > 0 ? durationUsd.times(asWritten(waitingMs)).div(asWritten(durationMs)) : undefined;
    const own = { design: design.name, name };
    return [
      ...(carried > 0 && traffic !== null
        ? [{ ...own, about: 'idle', share: Math.max(0, 1 - traffic.requestsPerSecond.number / carried) } as const]
        : []),
      ...(waitingUsd?.gt(0) === true ? [{ ...own, about: 'waiting', usd: waitingUsd } as const] : []),
      ...(coldStarts > 0 ? [{ ...own, about: 'cold-starts', share: coldStarts / invocations } as const] : []),
    ];
  });
}
