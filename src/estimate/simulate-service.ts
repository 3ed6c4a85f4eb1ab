import { Amount, isMet, NotTraceable } from '../model/amount.js';
import type { Amounts } from '../model/amounts.js';
import type { UsageLine } from '../model/cost-line.js';
import { type Decimal, sum } from '../model/decimal.js';
import { derivationOf } from '../model/derivation.js';
import { quantity } from '../model/quantity.js';
import type { Activity } from '../model/report.js';
import type { PriceBook } from '../prices/price-book.js';
import type { DesignService, Scenario } from '../scenario/scenario.js';
import type { MeteredLine, Simulation, SimulationContext } from '../services/service.js';
import { rate } from './rate.js';
import { cachedSimulation } from './simulation-cache.js';
import { inputAmounts, type TracedInputs } from './traced-inputs.js';

/** One service of a design with its simulated and metered month. */
export interface SimulatedService {
  readonly placed: DesignService;
  readonly simulation: Omit<Simulation<unknown>, 'activity'> & { readonly activity: Activity };
  /** The activity as services after this one read it. */
  readonly activityAmounts: Amounts<Activity>;
  readonly lines: readonly UsageLine[];
  /** The quantities of the lines, in their order, as amounts. */
  readonly quantities: readonly Amount[];
}

interface SimulationScope {
  readonly scenario: Scenario;
  readonly book: PriceBook;
  readonly inputs?: TracedInputs | undefined;
}

/**
 * Simulates and meters one service. Where its input leaves a choice open, every alternative is priced, and the cheapest at
 * list prices is taken, of the feasible ones if there are any; the choice is listed as an assumption. Services cannot choose
 * themselves, because they do not see prices.
 *
 * @throws EstimatorError for impossible usage, and for an alternative without a price
 */
export function simulateService(
  placed: DesignService,
  context: SimulationContext,
  { scenario, book, inputs }: SimulationScope,
): SimulatedService {
  const alternatives = placed.service.alternatives?.(placed.input) ?? [];
  if (alternatives.length > 0 && isVaried(placed, context, inputs)) throw new NotTraceable('a choice among prices');
  const [first, ...others] = alternatives.map(({ input, at, value }) => {
    const simulated = simulate({ ...placed, input }, context, { book, inputs });
    return { ...simulated, at, value, listCost: listCostOf(simulated.lines, scenario, book) };
  });
  if (first === undefined) return simulate(placed, context, { book, inputs });
  const {
    at,
    value,
    listCost: _,
    ...chosen
  } = others.reduce((best, other) => (isPreferred(other, best) ? other : best), first);
  const all = alternatives.map((alternative) => alternative.value).join(', ');
  const reason = isFeasible(chosen) ? `the cheapest of ${all}` : `none of ${all} serves; this is the cheapest`;
  const assumptions = [...(chosen.simulation.assumptions ?? []), { at, value, reason }];
  return { ...chosen, simulation: { ...chosen.simulation, assumptions } };
}

function simulate(
  placed: DesignService,
  context: SimulationContext,
  { book, inputs }: Pick<SimulationScope, 'book' | 'inputs'>,
): SimulatedService {
  const { service, name } = placed;
  const input = inputAmounts(placed, inputs);
  const simulation =
    inputs === undefined ? cachedSimulation(placed, input, context, book) : service.simulate(input, context);
  const lines = service.meter(input, simulation.metered, context.month);
  const exceeded = (simulation.limits ?? []).filter(({ condition }) => !isMet(condition));
  return {
    placed,
    simulation: {
      ...simulation,
      activity: shownNumbers(simulation.activity),
      infeasible: [...(simulation.infeasible ?? []), ...exceeded.map(({ reason }) => reason)],
    },
    activityAmounts: activityAmounts(simulation.activity, isVaried(placed, context, inputs) ? inputs : undefined),
    lines: lines.map((line) => usageLine(line, { service: service.id, name })),
    quantities: lines.map(({ amount }) => amount),
  };
}

function usageLine(line: MeteredLine, own: Pick<UsageLine, 'service' | 'name'>): UsageLine {
  const { amount, unit, ...rest } = line;
  return {
    ...rest,
    ...own,
    pricingQuantity: quantity(amount.exact, unit),
    derivation: derivationOf(amount),
  };
}

function shownNumbers(activity: Simulation<unknown>['activity']): Activity {
  const figures = Object.entries(activity).map(([figure, value]) => [
    figure,
    typeof value === 'number' ? value : value.shown,
  ]);
  return Object.fromEntries(figures);
}

/**
 * The activity as amounts. A plain number is an untraced amount where anything that the service read varies.
 *
 * @param inputs left out where nothing that the service read varies
 */
function activityAmounts(
  activity: Simulation<unknown>['activity'],
  inputs: TracedInputs | undefined,
): Amounts<Activity> {
  const figures = Object.entries(activity).map(([figure, value]) => {
    if (typeof value !== 'number') return [figure, value];
    return [figure, inputs === undefined ? Amount.of(value) : Amount.untraced(value, inputs.trace)];
  });
  return Object.fromEntries(figures);
}

function isVaried(placed: DesignService, { traffic, upstream }: SimulationContext, inputs?: TracedInputs): boolean {
  if (inputs === undefined) return false;
  const amounts = [traffic ?? {}, ...upstream.values()].flatMap((figures) => Object.values(figures));
  return inputs.isVaried(placed.at) || amounts.some((value) => value instanceof Amount && value.isVaried);
}

function listCostOf(lines: readonly UsageLine[], { region }: Scenario, book: PriceBook): Decimal {
  const terms = { book, regionId: region, freeTier: false, account: new Map<string, Decimal>() };
  return sum(rate(lines, terms).map(({ listCost }) => listCost));
}

interface PricedAlternative extends SimulatedService {
  readonly listCost: Decimal;
}

function isPreferred(one: PricedAlternative, other: PricedAlternative): boolean {
  if (isFeasible(one) !== isFeasible(other)) return isFeasible(one);
  return one.listCost.lt(other.listCost);
}

function isFeasible({ simulation }: SimulatedService): boolean {
  return (simulation.infeasible ?? []).length === 0;
}
