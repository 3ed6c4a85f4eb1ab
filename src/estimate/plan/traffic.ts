import { type Formula, isConstant } from '../../model/formula.js';
import type { FormulaBook } from '../../model/formula-book.js';
import type { NumericPath } from '../../scenario/numeric-path.js';
import type { DesignService, Scenario, Workload } from '../../scenario/scenario.js';
import type { PlannedTraffic } from '../../services/service-plan.js';
import type { Traffic } from '../../workload/traffic.js';
import { serviceTraffic } from '../service-traffic.js';
import { NotPlanned, withoutFields } from './not-planned.js';

/** The inputs of a plan, in order, as formulas. */
export interface PlanInputs {
  readonly formulas: FormulaBook;
  readonly paths: readonly NumericPath[];
}

/** Traffic of a service with what depends on inputs as formulas, and the same hiding what does. */
export interface TrafficPlan {
  readonly planned: PlannedTraffic;
  /** For services that do not depend on the inputs: reading what does throws. */
  readonly fixed: Traffic;
}

const FIGURES = ['durationMs', 'cpuMs', 'memoryMb', 'requestKb', 'responseKb'] as const;

/**
 * `serviceTraffic()` as formulas.
 *
 * @param workload with some value of every input
 * @returns null when the service serves none of it
 */
export function planTraffic(
  inputs: PlanInputs,
  workload: Workload,
  placed: DesignService,
  scenario: Scenario,
): TrafficPlan | null {
  const traffic = serviceTraffic(workload, placed, scenario);
  if (traffic === null) return null;
  const { formulas } = inputs;
  const asked = (field: string) => inputOf(inputs, { of: 'workload', at: workload.at, field });
  // A field of the service's own, such as the `perRequest` of `kms`, is not one of its traffic.
  const own = (field: string) =>
    field in placed.service.input.shape ? undefined : inputOf(inputs, { of: 'service', at: placed.at, field });
  const isVaried = inputs.paths.some(({ target }) => isOfWorkload(target, workload));
  if (isVaried && (workload.parts.length > 0 || traffic.arrivals !== undefined)) throw new NotPlanned('not steady');
  const figures = Object.fromEntries(
    FIGURES.map((field) => [field, figureOf(field, { asked, own, traffic, placed, workload, formulas })]),
  ) as Record<(typeof FIGURES)[number], Formula>;
  const requests = requestsOf({ formulas, asked, own, placed, workload, seconds: scenario.month.seconds });
  const varied = new Set<string>(FIGURES.filter((field) => !isConstant(figures[field])));
  if (!isConstant(requests)) for (const field of ['requests', 'requestsPerSecond']) varied.add(field);
  const planned = {
    ...figures,
    requests,
    requestsPerSecond: formulas.floats.over(requests, formulas.constant(scenario.month.seconds)),
    trigger: traffic.trigger,
    serviceLevel: traffic.serviceLevel,
  };
  return { planned: traffic.arrivals === undefined ? planned : shaped(planned), fixed: withoutFields(traffic, varied) };
}

interface Figures {
  readonly formulas: FormulaBook;
  readonly asked: (field: string) => Formula | undefined;
  readonly own: (field: string) => Formula | undefined;
  readonly placed: DesignService;
  readonly workload: Workload;
}

/** The service's own figure before the workload's; CPU is all of the duration where neither says. */
function figureOf(field: (typeof FIGURES)[number], of: Figures & { traffic: Traffic }): Formula {
  const { asked, own, placed, workload, traffic, formulas } = of;
  const shared = placed.shared as Readonly<Record<string, number | undefined>>;
  const isOwn = field in placed.shared && shared[field] !== undefined;
  if (isOwn) return own(field) ?? formulas.constant(traffic[field]);
  const isCpuDerived = shared.durationMs !== undefined || workload.cpuMs === undefined;
  if (field === 'cpuMs' && isCpuDerived) return figureOf('durationMs', of);
  return asked(field) ?? formulas.constant(traffic[field]);
}

function requestsOf({ formulas, asked, own, placed, workload, seconds }: Figures & { seconds: number }): Formula {
  const perSecond = asked('requestsPerSecond');
  const stated = asked('requests') ?? formulas.constant(workload.requests);
  const served =
    perSecond === undefined ? stated : formulas.round(formulas.times(perSecond, formulas.constant(seconds)));
  const factor = (field: 'share' | 'perRequest') => own(field) ?? formulas.constant(placed.shared[field] ?? 1);
  return formulas.round(formulas.times(formulas.times(served, factor('share')), factor('perRequest')));
}

/** The input at a place of the scenario, or undefined when it is none. */
export function inputOf(
  { formulas, paths }: PlanInputs,
  { at, field }: { readonly of: 'workload' | 'service'; readonly at: string; readonly field: string },
): Formula | undefined {
  const place = paths.findIndex((path) => path.at === `${at}.${field}`);
  return place === -1 ? undefined : formulas.input(place, paths[place]?.whole === true);
}

function isOfWorkload(target: NumericPath['target'], workload: Workload): boolean {
  if (target.of === 'service') return false;
  return [workload, ...workload.parts].some(({ at }) => at === `workloads.${target.workload}`);
}

/** Plans are of steady traffic: reading any of this throws. */
function shaped(traffic: PlannedTraffic): PlannedTraffic {
  return withoutFields(traffic, new Set(Object.keys(traffic)));
}
