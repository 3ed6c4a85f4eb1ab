import { asWritten, type Decimal, sum } from '../../model/decimal.js';
import { EstimatorError } from '../../model/errors.js';
import type { CostPair, Fact } from '../../model/reason.js';
import type { Design, Workload } from '../../scenario/scenario.js';
import { withRequests } from '../cost-curve.js';
import { type Estimate, type EstimateContext, estimateDesign, totalOf } from '../estimate.js';
import { serviceTraffic } from '../service-traffic.js';

/** Sorts feasible designs by cost, equal totals in file order. */
export function byCost<Priced extends Pick<Estimate, 'feasible' | 'monthlyUsd'>>(
  estimates: readonly Priced[],
): Priced[] {
  return estimates.filter(({ feasible }) => feasible).sort((a, b) => a.monthlyUsd.cmp(b.monthlyUsd));
}

/** Facts about the cheapest design against the others. */
export function factsOfComparison(estimates: readonly Estimate[]): Fact[] {
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
  const [cheaperCosts, dearerCosts] = [costByService(cheaper), costByService(dearer)];
  return [...new Set([...cheaperCosts.keys(), ...dearerCosts.keys()])]
    .map((name) => ({ name, cheaperUsd: cheaperCosts.get(name), dearerUsd: dearerCosts.get(name) }))
    .filter(({ cheaperUsd, dearerUsd }) => cheaperUsd === undefined || dearerUsd?.eq(cheaperUsd) !== true);
}

function costByService({ lines }: Estimate): Map<string, Decimal> {
  const names = new Set(lines.map(({ name }) => name));
  return new Map([...names].map((name) => [name, totalOf(lines.filter((line) => line.name === name))]));
}

/** Facts about one design: its cost without requests, and idle capacity, waiting and cold starts of its services. */
export function factsOfDesign(design: Design, estimate: Estimate, context: EstimateContext): Fact[] {
  const { workload } = context;
  if (workload === null) return [];
  const ofServices = workload.parts.length > 0 ? [] : serviceFacts(design, estimate, { ...context, workload });
  return [...floorFact(design, estimate, { ...context, workload }), ...ofServices];
}

interface WorkloadContext extends EstimateContext {
  readonly workload: Workload;
}

/** The cost without requests, whatever the shape of the traffic. */
function floorFact(design: Design, estimate: Estimate, { scenario, workload, book }: WorkloadContext): Fact[] {
  const { monthlyUsd: totalUsd } = estimate;
  const none = { ...withRequests(workload, 0), shape: { type: 'steady' } } as const;
  try {
    const { monthlyUsd: usd } = estimateDesign(scenario, none, withFoundCapacity(design, estimate), book);
    return [{ about: 'floor', design: design.name, usd, totalUsd }];
  } catch (error) {
    // Usage given in addition to the traffic, such as cold starts, may be impossible without requests.
    if (error instanceof EstimatorError) return [];
    throw error;
  }
}

/** The design with the capacity found for `auto`: without requests it would be smaller, which nobody would run. */
function withFoundCapacity(design: Design, { assumptions }: Estimate): Design {
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

function serviceFacts(design: Design, estimate: Estimate, { scenario, workload }: WorkloadContext): Fact[] {
  return design.services.flatMap((placed): Fact[] => {
    const { name } = placed;
    const activity = estimate.activity[name] ?? {};
    const { averageTasks = 0, rpsPerTask = 0, coldStarts = 0, invocations = 0, durationMs = 0 } = activity;
    const capacityRps = averageTasks * rpsPerTask;
    // Most services neither run tasks nor have a duration.
    if (capacityRps === 0 && durationMs === 0) return [];
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
      ...(capacityRps > 0 && traffic !== null
        ? [{ ...own, about: 'idle', share: Math.max(0, 1 - traffic.requestsPerSecond.number / capacityRps) } as const]
        : []),
      ...(waitingUsd?.gt(0) === true ? [{ ...own, about: 'waiting', usd: waitingUsd } as const] : []),
      ...(coldStarts > 0 ? [{ ...own, about: 'cold-starts', share: coldStarts / invocations } as const] : []),
    ];
  });
}
