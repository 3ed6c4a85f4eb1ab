import type { Amounts } from '../model/amounts.js';
import type { Assumption } from '../model/assumption.js';
import type { CostLine, UsageLine } from '../model/cost-line.js';
import { type Decimal, sum } from '../model/decimal.js';
import { EstimatorError } from '../model/errors.js';
import type { Activity, Result } from '../model/report.js';
import type { PriceBook } from '../prices/price-book.js';
import type { Design, DesignService, Scenario, Workload } from '../scenario/scenario.js';
import { serviceAssumptions, workloadAssumptions } from './assumptions.js';
import { applyDiscounts } from './discounts.js';
import { rate } from './rate.js';
import { serviceTraffic } from './service-traffic.js';
import { type SimulatedService, simulateService } from './simulate-service.js';
import type { TracedInputs } from './traced-inputs.js';
import { usageElsewhere } from './usage-elsewhere.js';

/** Everything about one workload on one design but its rank among the others. */
export type Estimate = Omit<Result, 'rank'>;

/** One month of one workload on one design, without prices. */
export interface Usage {
  readonly workload: Workload | null;
  readonly design: Design;
  readonly services: readonly SimulatedService[];
  readonly lines: readonly UsageLine[];
}

/**
 * Simulates the services of a design in file order, each seeing the activity of those before it, and meters them.
 *
 * @param inputs numbers that vary, when a design is compiled
 * @throws EstimatorError with the service's path, for impossible usage
 * @throws NotTraceable where the simulation depends on an input in a way that no formula describes
 */
export function simulateDesign(
  scenario: Scenario,
  workload: Workload | null,
  design: Design,
  book: PriceBook,
  inputs?: TracedInputs,
): Usage {
  const from = { scenario, workload, book, ...(inputs !== undefined && { inputs }) };
  return { workload, design, ...simulateServices(design.services, new Map(), from) };
}

/** A workload of a scenario, and the prices to estimate it with. */
export interface EstimateContext {
  readonly scenario: Scenario;
  readonly workload: Workload | null;
  readonly book: PriceBook;
}

/**
 * Simulates and meters services in order.
 *
 * @param before activity of the services before these in the design, by name
 */
export function simulateServices(
  placedServices: readonly DesignService[],
  before: ReadonlyMap<string, Amounts<Activity>>,
  { scenario, workload, book, inputs }: EstimateContext & { readonly inputs?: TracedInputs },
): Pick<Usage, 'services' | 'lines'> {
  const upstream = new Map(before);
  const services = placedServices.map((placed) => {
    const context = {
      month: scenario.month,
      traffic: workload === null ? null : serviceTraffic(workload, placed, scenario, inputs),
      upstream,
      instanceType: (type: string) => book.instanceType(type),
    };
    const simulated = withPath(placed, () => simulateService(placed, context, { scenario, book, inputs }));
    upstream.set(placed.name, simulated.activityAmounts);
    return simulated;
  });
  return { services, lines: services.flatMap((simulated) => simulated.lines) };
}

/**
 * Prices a month of usage with the free tier, discounts and usage elsewhere of the scenario.
 *
 * @returns the lines of the bill; a Credit for the free tier or a discount follows what it credits
 * @throws EstimatorError `PRICE_NOT_FOUND` with the path of the service
 */
export function priceUsage(scenario: Scenario, usage: Usage, book: PriceBook, freeTier: boolean): CostLine[] {
  for (const { placed } of usage.services) {
    const own = usage.lines.filter((line) => line.name === placed.name);
    withPath(placed, () => {
      for (const { offer, meter, pricingQuantity, ownUsdPerUnit } of own) {
        if (ownUsdPerUnit === undefined) book.price(offer, meter, pricingQuantity.unit, scenario.region);
      }
    });
  }
  const account = usageElsewhere(scenario);
  const lines = rate(usage.lines, { book, regionId: scenario.region, freeTier, account });
  return applyDiscounts(lines, scenario.discounts);
}

/** Simulates and prices one workload on one design. */
export function estimateDesign(
  scenario: Scenario,
  workload: Workload | null,
  design: Design,
  book: PriceBook,
): Estimate {
  return estimateUsage(scenario, simulateDesign(scenario, workload, design, book), book);
}

/** Prices a simulated month. */
export function estimateUsage(scenario: Scenario, usage: Usage, book: PriceBook): Estimate {
  const { workload, design } = usage;
  const lines = priceUsage(scenario, usage, book, scenario.freeTier);
  const simulations = usage.services.map(({ placed, simulation }) => ({ ...simulation, name: placed.name }));
  const infeasible = simulations.flatMap(({ name, infeasible = [] }) =>
    infeasible.map((reason) => `${name}: ${reason}`),
  );
  return {
    workload: workload?.name ?? null,
    design: design.name,
    feasible: infeasible.length === 0,
    monthlyUsd: totalOf(lines),
    lines,
    activity: Object.fromEntries(simulations.map(({ name, activity }) => [name, activity])),
    assumptions: assumptionsOf(usage, scenario, lines),
    warnings: simulations.flatMap(({ name, warnings = [] }) => warnings.map((warning) => `${name}: ${warning}`)),
    missing: [],
    infeasible,
  };
}

/** Adds up the lines, exactly. */
export function totalOf(lines: readonly CostLine[]): Decimal {
  return sum(lines.map((line) => line.listCost));
}

function assumptionsOf(usage: Usage, scenario: Scenario, lines: readonly CostLine[]): Assumption[] {
  const workload = usage.workload === null ? [] : workloadAssumptions(usage.workload);
  const services = usage.services.flatMap(({ placed, simulation }) => serviceAssumptions(placed, simulation));
  return [...workload, ...services, ...allowanceAssumptions(lines, scenario)];
}

/** How free units were applied where AWS does not say it. */
function allowanceAssumptions(lines: readonly CostLine[], scenario: Scenario): Assumption[] {
  if (!scenario.freeTier) return [];
  const duration = new Set(lines.filter((line) => line.meter.startsWith('duration-')).map((line) => line.meter));
  const architectures = 'one free tier covers both architectures; AWS does not say which one first';
  const isEgressFree = lines.some((line) => line.meter === 'internet-out' && line.chargeCategory === 'Credit');
  const egress = "free over all services and regions of the organisation; AWS's calculator leaves it out";
  return [
    ...(duration.size < 2 ? [] : [{ at: 'freeTier', value: 'x86_64 first', reason: architectures }]),
    ...(isEgressFree ? [{ at: 'freeTier', value: '100 GB to the internet', reason: egress }] : []),
  ];
}

/** Runs a step of a service and adds the service's path to its errors. */
function withPath<T>(placed: DesignService, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof EstimatorError)) throw error;
    const at = error.at === undefined ? placed.at : `${placed.at}.${error.at}`;
    throw new EstimatorError(error.code, error.message, error.hint, at, error.problems);
  }
}
