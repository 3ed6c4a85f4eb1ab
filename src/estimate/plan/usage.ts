import type { AtLeast, Formula } from '../../model/formula.js';
import type { Activity } from '../../model/report.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { Design, DesignService, Scenario, Workload } from '../../scenario/scenario.js';
import type { MeteredLine } from '../../services/service.js';
import type { PlannedActivity, PlannedUsage, ServicePlan } from '../../services/service-plan.js';
import { simulateDesign } from '../estimate.js';
import { simulateService } from '../simulate-service.js';
import { ifPlanned, keysOnly, NotPlanned, withoutFields } from './not-planned.js';
import { inputOf, type PlanInputs, planTraffic, type TrafficPlan } from './traffic.js';

/** One line of usage whose quantity may depend on inputs. */
export interface PlannedLine {
  readonly line: MeteredLine & { readonly service: string; readonly name: string };
  readonly quantity: Formula;
}

/** What the services of a design use, as formulas. */
export interface UsagePlan {
  readonly lines: readonly PlannedLine[];
  readonly holds: readonly AtLeast[];
  readonly feasible: readonly AtLeast[];
  /** Why the design cannot do the work with the values it was planned at. */
  readonly infeasible: readonly string[];
}

/** What a plan is made from. */
export interface PlanSource extends PlanInputs {
  /** With some value of every input. */
  readonly scenario: Scenario;
  readonly book: PriceBook;
  readonly plans: ReadonlyMap<string, ServicePlan>;
}

/**
 * The usage of a design as formulas: by the plans of its services, or as it is where a service does not depend on any
 * input. That it does not is proven by hiding the inputs from it.
 *
 * @throws NotPlanned
 */
export function planUsage(source: PlanSource, workload: Workload | null, design: Design): UsagePlan {
  const { scenario, book } = source;
  const usage = simulateDesign(scenario, workload, design, book);
  const upstream = new Map<string, Activity>();
  const before = new Map<string, PlannedActivity>();
  const services = usage.services.map(({ placed, simulation }) => {
    const traffic = workload === null ? null : planTraffic(source, workload, placed, scenario);
    const lines = usage.lines.filter(({ name }) => name === placed.name);
    const context = { source, traffic, upstream, before };
    const fixed = fixedUsage(placed, context) ? fixedQuantities(lines, simulation.activity, source) : undefined;
    const planned = fixed ?? plannedUsage(placed, context);
    if (planned.quantities.length !== lines.length) throw new NotPlanned(`${placed.at} meters other lines`);
    upstream.set(placed.name, fixed === undefined ? keysOnly(simulation.activity) : simulation.activity);
    before.set(placed.name, activityOf(simulation.activity, planned));
    return { planned, lines, infeasible: simulation.infeasible ?? [] };
  });
  return {
    lines: services.flatMap(({ planned, lines }) =>
      lines.map((line, index) => ({ line, quantity: planned.quantities[index] as Formula })),
    ),
    holds: services.flatMap(({ planned }) => planned.holds ?? []),
    feasible: services.flatMap(({ planned }) => planned.feasible ?? []),
    infeasible: services.flatMap(({ infeasible }) => infeasible),
  };
}

interface ServiceContext {
  readonly source: PlanSource;
  readonly traffic: TrafficPlan | null;
  readonly upstream: ReadonlyMap<string, Activity>;
  readonly before: ReadonlyMap<string, PlannedActivity>;
}

/** Whether a service comes to the same without looking at an input. */
function fixedUsage(placed: DesignService, { source, traffic, upstream }: ServiceContext): boolean {
  // Its own numbers stand in rules across fields too, which only its plan knows.
  if (fieldsOf(placed, source).size > 0) return false;
  const { scenario, book } = source;
  const instanceType = (type: string) => book.instanceType(type);
  const context = { month: scenario.month, traffic: traffic?.fixed ?? null, upstream, instanceType };
  return ifPlanned(() => simulateService(placed, context, { scenario, book })) !== undefined;
}

function fixedQuantities(lines: readonly MeteredLine[], activity: Activity, { formulas }: PlanSource): PlannedUsage {
  const figures = Object.entries(activity).map(([figure, value]) => [figure, formulas.constant(value)]);
  return {
    quantities: lines.map(({ pricingQuantity }) => formulas.constant(pricingQuantity.amount)),
    activity: Object.fromEntries(figures),
  };
}

function activityOf(reported: Activity, { activity = {} }: PlannedUsage): PlannedActivity {
  return {
    has: (figure) => figure in reported,
    get: (figure) => {
      if (!(figure in reported)) return undefined;
      const planned = activity[figure];
      if (planned === undefined) throw new NotPlanned(`${figure} depends on an input`);
      return planned;
    },
  };
}

function plannedUsage(placed: DesignService, { source, traffic, before }: ServiceContext): PlannedUsage {
  const plan = source.plans.get(placed.service.id);
  const usage = plan?.(withoutFields(placed.input, fieldsOf(placed, source)), {
    formulas: source.formulas,
    field: (name) => fieldOf(source, placed, name),
    traffic: traffic?.planned ?? null,
    month: source.scenario.month,
    upstream: before,
    instanceType: (type) => source.book.instanceType(type),
  });
  if (usage === undefined) throw new NotPlanned(`${placed.service.id} has no plan for this`);
  return usage;
}

function fieldOf(source: PlanSource, placed: DesignService, name: string): Formula | undefined {
  const value = placed.input[name];
  const input = inputOf(source, { of: 'service', at: placed.at, field: name });
  return input ?? (typeof value === 'number' ? source.formulas.constant(value) : undefined);
}

/** Fields of a service that are inputs. */
function fieldsOf(placed: DesignService, { paths }: PlanInputs): ReadonlySet<string> {
  return new Set(paths.filter(({ at }) => at.startsWith(`${placed.at}.`)).map(({ target }) => target.field));
}
