import type { UsageLine } from '../model/cost-line.js';
import { type Decimal, sum } from '../model/decimal.js';
import type { PriceBook } from '../prices/price-book.js';
import type { DesignService, Scenario } from '../scenario/scenario.js';
import type { Simulation, SimulationContext } from '../services/service.js';
import { knownSimulation } from './known-simulations.js';
import { rate } from './rate.js';

/** One service of a design with what happened to it. */
export interface SimulatedService {
  readonly placed: DesignService;
  readonly simulation: Simulation<unknown>;
  readonly lines: readonly UsageLine[];
}

/**
 * Simulates and meters one service. Where its input leaves a choice open, every alternative is tried, and the one whose
 * own lines cost the least at list prices is kept, among those that are feasible if there are any; the choice is listed
 * as an assumption. Services do not know prices, so they cannot choose themselves.
 *
 * @throws EstimatorError for usage that cannot be, and for an alternative that has no price
 */
export function simulateService(
  placed: DesignService,
  context: SimulationContext,
  { scenario, book }: { readonly scenario: Scenario; readonly book: PriceBook },
): SimulatedService {
  const alternatives = placed.service.alternatives?.(placed.input) ?? [];
  const [first, ...others] = alternatives.map(({ input, at, value }) => {
    const simulated = simulate({ ...placed, input }, context, book);
    return { ...simulated, at, value, listCost: listCostOf(simulated.lines, scenario, book) };
  });
  if (first === undefined) return simulate(placed, context, book);
  const {
    at,
    value,
    listCost: _,
    ...chosen
  } = others.reduce((best, other) => (isBetter(other, best) ? other : best), first);
  const all = alternatives.map((alternative) => alternative.value).join(', ');
  const reason = isFeasible(chosen) ? `the cheapest of ${all}` : `none of ${all} serves; this is the cheapest`;
  const assumptions = [...(chosen.simulation.assumptions ?? []), { at, value, reason }];
  return { ...chosen, simulation: { ...chosen.simulation, assumptions } };
}

function simulate(placed: DesignService, context: SimulationContext, book: PriceBook): SimulatedService {
  const { service, input, name } = placed;
  const simulation = knownSimulation(placed, context, book);
  const lines = service
    .meter(input, simulation.metered, context.month)
    .map((line) => ({ ...line, service: service.id, name }));
  return { placed, simulation, lines };
}

function listCostOf(lines: readonly UsageLine[], { region }: Scenario, book: PriceBook): Decimal {
  const terms = { book, regionId: region, freeTier: false, account: new Map<string, Decimal>() };
  return sum(rate(lines, terms).map(({ listCost }) => listCost));
}

interface Tried extends SimulatedService {
  readonly listCost: Decimal;
}

function isBetter(one: Tried, other: Tried): boolean {
  if (isFeasible(one) !== isFeasible(other)) return isFeasible(one);
  return one.listCost.lt(other.listCost);
}

function isFeasible({ simulation }: SimulatedService): boolean {
  return (simulation.infeasible ?? []).length === 0;
}
