import { asWritten, type Decimal, sum } from '../model/decimal.js';
import type { PriceBook } from '../prices/price-book.js';
import { numericPath } from '../scenario/numeric-path.js';
import type { Design, Scenario, Workload } from '../scenario/scenario.js';
import { withValue } from '../scenario/with-value.js';
import { type BreakEven, breakEven } from './break-even.js';
import { type Estimate, estimateDesign } from './estimate.js';
import { serviceTraffic } from './service-traffic.js';
import { cheapestVariant, type Variant } from './variants.js';

/** Something computed that speaks for or against a design. */
export type Fact =
  /** What it costs when no request comes. */
  | { readonly about: 'floor'; readonly design: string; readonly usd: Decimal; readonly totalUsd: Decimal }
  /** Share of the planned capacity of its tasks that serves nothing on average. */
  | { readonly about: 'idle'; readonly design: string; readonly name: string; readonly share: number }
  /** What of the bill is time in which a function waits for others. */
  | { readonly about: 'waiting'; readonly design: string; readonly name: string; readonly usd: Decimal }
  | { readonly about: 'cold-starts'; readonly design: string; readonly name: string; readonly share: number };

/** Why the answer for one workload is what it is, and what would be cheaper. */
export interface Advice {
  readonly workload: string | null;
  /** The cheapest design and the next, where there are two that do the work. */
  readonly between: readonly [string, string] | undefined;
  readonly facts: readonly Fact[];
  /** The requests at which the two change places, nearest to those of the workload. */
  readonly flip: { readonly at: number; readonly cheaper: string; readonly method: BreakEven['method'] } | undefined;
  /** Largest saving first. */
  readonly variants: readonly Variant[];
}

/** The requests are followed from a hundredth of what they are to a hundred times. */
const FOLLOWED_TIMES = 100;

/** Advice on every workload of a scenario. */
export async function adviseOn(scenario: Scenario, book: PriceBook): Promise<Advice[]> {
  const workloads: readonly (Workload | null)[] = scenario.workloads.length === 0 ? [null] : scenario.workloads;
  const advice: Advice[] = [];
  for (const workload of workloads) advice.push(await adviseOnWorkload(scenario, workload, book));
  return advice;
}

async function adviseOnWorkload(scenario: Scenario, workload: Workload | null, book: PriceBook): Promise<Advice> {
  const priced = scenario.designs.map((design) => ({
    design,
    estimate: estimateDesign(scenario, workload, design, book),
  }));
  const [first, second] = priced
    .filter(({ estimate }) => estimate.feasible)
    .sort((a, b) => a.estimate.monthlyUsd.cmp(b.estimate.monthlyUsd));
  const between = first && second && ([first.design.name, second.design.name] as const);
  const variants = priced.flatMap(({ design, estimate }) => {
    const variant = cheapestVariant(design, estimate, { scenario, workload, book });
    return variant === undefined ? [] : [variant];
  });
  return {
    workload: workload?.name ?? null,
    between,
    facts: priced.flatMap(({ design, estimate }) => factsOf(design, estimate, { scenario, workload, book })),
    flip: between && workload !== null ? await flipOf(between, { scenario, workload, book }) : undefined,
    variants: variants.sort((a, b) => b.savedUsd.cmp(a.savedUsd)),
  };
}

interface Asked {
  readonly scenario: Scenario;
  readonly workload: Workload | null;
  readonly book: PriceBook;
}

function factsOf(design: Design, estimate: Estimate, { scenario, workload, book }: Asked): Fact[] {
  if (workload === null || workload.parts.length > 0) return [];
  const none = withValue(scenario, numericPath(`${workload.at}.requests`, scenario), 0);
  const asked = none.workloads.find(({ at }) => at === workload.at) ?? null;
  const floorUsd = estimateDesign(none, asked, design, book).monthlyUsd;
  const floor = { about: 'floor', design: design.name, usd: floorUsd, totalUsd: estimate.monthlyUsd } as const;
  const ofServices = design.services.flatMap((placed): Fact[] => {
    const { name } = placed;
    const activity = estimate.activity[name] ?? {};
    const { averageTasks = 0, rpsPerTask = 0, coldStarts = 0, invocations = 0, durationMs = 0 } = activity;
    const traffic = serviceTraffic(workload, placed, scenario);
    const carried = averageTasks * rpsPerTask;
    const waitingMs = traffic === null || placed.given.has('durationMs') ? 0 : traffic.durationMs - traffic.cpuMs;
    const durationUsd = sum(
      estimate.lines
        .filter((line) => line.name === name && line.meter.startsWith('duration-'))
        .map((line) => line.listCost),
    );
    const waitingUsd = durationMs > 0 ? durationUsd.times(asWritten(waitingMs)).div(asWritten(durationMs)) : undefined;
    const own = { design: design.name, name };
    return [
      ...(carried > 0 && traffic !== null
        ? [{ ...own, about: 'idle', share: Math.max(0, 1 - traffic.requestsPerSecond / carried) } as const]
        : []),
      ...(waitingUsd?.gt(0) === true ? [{ ...own, about: 'waiting', usd: waitingUsd } as const] : []),
      ...(coldStarts > 0 ? [{ ...own, about: 'cold-starts', share: coldStarts / invocations } as const] : []),
    ];
  });
  return [floor, ...ofServices];
}

async function flipOf(
  between: readonly [string, string],
  { scenario, workload, book }: Asked & { readonly workload: Workload },
): Promise<Advice['flip']> {
  const { requests, parts, at } = workload;
  if (parts.length > 0 || requests === 0) return undefined;
  const path = numericPath(`${at}.requests`, scenario);
  const to = Math.min(path.max, requests * FOLLOWED_TIMES);
  const over = { path, from: Math.floor(requests / FOLLOWED_TIMES), to };
  const { stretches, method } = await breakEven({ scenario, workload, between, over, book, points: 20 });
  const own = stretches.findIndex(({ from, to: last }) => from <= requests && requests <= last);
  const [before, after] = [stretches[own - 1], stretches[own + 1]];
  const flips = [
    ...(before === undefined ? [] : [{ at: before.to, cheaper: before.cheaper }]),
    ...(after === undefined ? [] : [{ at: after.from, cheaper: after.cheaper }]),
  ].flatMap((flip) => (flip.cheaper === null ? [] : [{ at: flip.at, cheaper: flip.cheaper, method }]));
  const factor = (value: number) => (value <= 0 ? Number.POSITIVE_INFINITY : Math.abs(Math.log(value / requests)));
  return flips.sort((a, b) => factor(a.at) - factor(b.at))[0];
}
