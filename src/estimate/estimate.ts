import type { Amounts } from '../model/amounts.js';
import type { Assumption } from '../model/assumption.js';
import type { CostLine } from '../model/cost-line.js';
import { type Decimal, sum } from '../model/decimal.js';
import { EstimatorError } from '../model/errors.js';
import type { Activity, Result } from '../model/report.js';
import type { PriceBook } from '../prices/price-book.js';
import type { Design, DesignService, Scenario, Workload } from '../scenario/scenario.js';
import { accountByOffer } from './account.js';
import { serviceAssumptions, workloadAssumptions } from './assumptions.js';
import { applyDiscounts } from './discounts.js';
import { rate } from './rate.js';
import { serviceTraffic } from './service-traffic.js';
import { type MeteredUsage, type SimulatedService, simulateService } from './simulate-service.js';
import type { TracedInputs } from './traced-inputs.js';

/** Everything about one workload on one design but its rank among the others. */
export type Estimate = Omit<Result, 'rank'>;

/** One month of one workload on one design, without prices. */
export interface Usage {
  readonly workload: Workload | null;
  readonly design: Design;
  readonly services: readonly SimulatedService[];
  readonly lines: readonly MeteredUsage[];
}

/**
 * Simulates the services of a design in file order, each seeing the activity of those before it, and meters them.
 *
 * @param inputs numbers that vary, where formulas are to be read off the result
 * @throws EstimatorError with the service's path, for usage that cannot be
 * @throws NotTraceable where the simulation depends on an input in a way that no formula says
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

/** What services are simulated for, and with. */
interface Simulated {
  readonly scenario: Scenario;
  readonly workload: Workload | null;
  readonly book: PriceBook;
  readonly inputs?: TracedInputs;
}

/** @param before activity of the services before these in the design, by name */
export function simulateServices(
  placedServices: readonly DesignService[],
  before: ReadonlyMap<string, Amounts<Activity>>,
  { scenario, workload, book, inputs }: Simulated,
): Pick<Usage, 'services' | 'lines'> {
  const upstream = new Map(before);
  const services = placedServices.map((placed) => {
    const context = {
      month: scenario.month,
      traffic: workload === null ? null : serviceTraffic(workload, placed, scenario, inputs),
      upstream,
      instanceType: (type: string) => book.instanceType(type),
    };
    const simulated = located(placed, () => simulateService(placed, context, { scenario, book, inputs }));
    upstream.set(placed.name, simulated.activityAmounts);
    return simulated;
  });
  return { services, lines: services.flatMap((simulated) => simulated.lines) };
}

/**
 * Prices a month of usage with the scenario's terms.
 *
 * @returns the lines of the bill; a Credit for the free tier or a discount follows what it credits
 * @throws EstimatorError `PRICE_NOT_FOUND` with the path of the service
 */
export function priceUsage(scenario: Scenario, usage: Usage, book: PriceBook, freeTier: boolean): CostLine[] {
  for (const { placed } of usage.services) {
    const own = usage.lines.filter((line) => line.name === placed.name);
    located(placed, () => {
      for (const { offer, meter, pricingQuantity, ownUsdPerUnit } of own) {
        if (ownUsdPerUnit === undefined) book.price(offer, meter, pricingQuantity.unit, scenario.region);
      }
    });
  }
  const account = accountByOffer(scenario);
  const lines = rate(usage.lines, { book, regionId: scenario.region, freeTier, account });
  return applyDiscounts(lines, scenario.discounts);
}

/** The month of one workload on one design, priced. */
export function estimateDesign(
  scenario: Scenario,
  workload: Workload | null,
  design: Design,
  book: PriceBook,
): Estimate {
  return estimateUsage(scenario, simulateDesign(scenario, workload, design, book), book);
}

/** A simulated month, priced. */
export function estimateUsage(scenario: Scenario, usage: Usage, book: PriceBook): Estimate {
  const { workload, design } = usage;
  const lines = priceUsage(scenario, usage, book, scenario.freeTier);
  const simulations = usage.services.map(({ placed, simulation }) => ({ ...simulation, name: placed.name }));
  const infeasible = simulations.flatMap((of) => (of.infeasible ?? []).map((reason) => `${of.name}: ${reason}`));
  return {
    workload: workload?.name ?? null,
    design: design.name,
    feasible: infeasible.length === 0,
    monthlyUsd: totalOf(lines),
    lines,
    activity: Object.fromEntries(simulations.map((of) => [of.name, of.activity])),
    assumptions: assumptionsOf(usage, scenario, lines),
    warnings: simulations.flatMap((of) => (of.warnings ?? []).map((warning) => `${of.name}: ${warning}`)),
    missing: [],
    infeasible,
  };
}

/** The exact sum of the lines. */
export function totalOf(lines: readonly CostLine[]): Decimal {
  return sum(lines.map((line) => line.listCost));
}

function assumptionsOf(usage: Usage, scenario: Scenario, lines: readonly CostLine[]): Assumption[] {
  const workload = usage.workload === null ? [] : workloadAssumptions(usage.workload);
  const services = usage.services.flatMap(({ placed, simulation }) => serviceAssumptions(placed, simulation));
  return [...workload, ...services, ...allowanceAssumptions(lines, scenario)];
}

/** What is not certain about the free units that were taken off. */
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

/** Runs a step of a service; what the user can fix in it gets the service's path. */
function located<T>(placed: DesignService, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof EstimatorError)) throw error;
    const at = error.at === undefined ? placed.at : `${placed.at}.${error.at}`;
    throw new EstimatorError(error.code, error.message, error.hint, at, error.problems);
  }
}
