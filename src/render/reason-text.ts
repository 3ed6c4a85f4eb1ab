import { type Decimal, sum } from '../model/decimal.js';
import { countText, percentText, shareText } from '../model/number-text.js';
import type { CostPair, Fact, Reason } from '../model/reason.js';
import { dollars } from './money.js';
import { printable } from './safe-text.js';

/** Tasks that are a little larger than needed are not worth a word. */
const LEAST_IDLE_SHARE = 0.05;

type FactOf<About extends Fact['about']> = Extract<Fact, { about: About }>;

/** Why, in one paragraph of computed facts about the two designs compared; empty where there is nothing to say. */
export function reasonText({ facts, flip, between }: Reason): string {
  const isShown = (fact: Fact) =>
    between === undefined || !('design' in fact) || fact.about === 'limit' || between.includes(fact.design);
  const shown = facts.filter(isShown);
  const of = <About extends Fact['about']>(about: About) =>
    shown.filter((fact): fact is FactOf<About> => fact.about === about);
  const nameOf = naming(shown);
  const sentences = [
    ...of('difference').flatMap(differenceText),
    ...of('limit').map(limitText),
    ...floorText(of('floor')),
    ...of('idle').flatMap((fact) => idleText(fact, nameOf(fact))),
    ...of('waiting').map((fact) => waitingText(fact, nameOf(fact))),
    ...of('cold-starts').map((fact) => coldText(fact, nameOf(fact))),
    ...(between === undefined ? [] : flipText(flip, between)),
  ];
  return sentences.join(' ');
}

/** `A pays $90.48 for lambda ($60.48) and api-gateway ($30.00) where B pays $26.93 for alb; nothing else differs.` */
function differenceText({ cheaper, dearer, services }: FactOf<'difference'>): string[] {
  if (services.length === 0) return [];
  const ofCheaper = paidText(services, ({ cheaperUsd }) => cheaperUsd);
  const ofDearer = paidText(services, ({ dearerUsd }) => dearerUsd);
  return [`${printable(cheaper)} pays ${ofCheaper} where ${printable(dearer)} pays ${ofDearer}; nothing else differs.`];
}

/** What is paid on one side, the largest first. */
function paidText(services: readonly CostPair[], side: (pair: CostPair) => Decimal | undefined): string {
  const costs = services
    .flatMap((pair) => {
      const usd = side(pair);
      return usd === undefined ? [] : [{ name: printable(pair.name), usd }];
    })
    .sort((a, b) => b.usd.cmp(a.usd));
  const [first, ...others] = costs;
  if (first === undefined) return 'nothing';
  const total = dollars(sum(costs.map(({ usd }) => usd)));
  if (others.length === 0) return `${total} for ${first.name}`;
  const parts = costs.map(({ name, usd }) => `${name} (${dollars(usd)})`);
  return `${total} for ${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function limitText({ design, usd, reason }: FactOf<'limit'>): string {
  return `${printable(design)} would cost ${dollars(usd)}, but cannot do the work: ${printable(reason)}.`;
}

function floorText(floors: readonly FactOf<'floor'>[]): string[] {
  if (floors.length === 0) return [];
  const costs = floors.map(
    ({ design, usd }, index) => `${printable(design)} ${index === 0 ? 'costs ' : ''}${dollars(usd)}`,
  );
  return [`Before the first request ${costs.join(', ')}.`];
}

type OfService = FactOf<'idle' | 'waiting' | 'cold-starts'>;

/** `lambda`, or `lambda of Design A` where both designs have something of that name. */
function naming(facts: readonly Fact[]): (fact: OfService) => string {
  const designs = new Map<string, Set<string>>();
  const add = (name: string, design: string) => designs.set(name, (designs.get(name) ?? new Set()).add(design));
  for (const fact of facts) {
    if ('name' in fact) add(fact.name, fact.design);
    if (fact.about !== 'difference') continue;
    for (const { name, cheaperUsd, dearerUsd } of fact.services) {
      if (cheaperUsd !== undefined) add(name, fact.cheaper);
      if (dearerUsd !== undefined) add(name, fact.dearer);
    }
  }
  return ({ name, design }) =>
    (designs.get(name)?.size ?? 0) > 1 ? `${printable(name)} of ${printable(design)}` : printable(name);
}

function idleText({ share }: FactOf<'idle'>, name: string): string[] {
  return share < LEAST_IDLE_SHARE ? [] : [`${percent(share)} of what ${name} is planned to carry is idle.`];
}

function waitingText({ usd }: FactOf<'waiting'>, name: string): string {
  return `${dollars(usd)} of ${name} is time spent waiting for others.`;
}

function coldText({ share }: FactOf<'cold-starts'>, name: string): string {
  return `${percent(share)} of the requests to ${name} start an environment.`;
}

function flipText(flip: Reason['flip'], [first, second]: NonNullable<Reason['between']>): string[] {
  if (flip === undefined) return [];
  const [one, other] = [printable(first), printable(second)];
  if (flip === null)
    return [`No number of requests up to a hundred times as many or as few turns ${one} and ${other} round.`];
  const where = flip.isMore
    ? `from ${countText(flip.at)} requests a month on`
    : `up to ${countText(flip.at)} requests a month`;
  return [`${printable(flip.cheaper)} is the cheaper of the two ${where}.`];
}

function percent(share: number): string {
  return share < 0.0001 ? `Under ${percentText(0.01)}` : shareText(share);
}

/** Reasons as programs read them: money and counts are decimal text. */
export function reasonsJson(reasons: readonly Reason[]) {
  return reasons.map(reasonJson);
}

/** One of them. The flip is left out where nobody looked for it. */
export function reasonJson({ workload, between, facts, flip }: Reason) {
  return {
    workload,
    between: between ?? null,
    facts: facts.map(factJson),
    ...(flip !== undefined && { flip: flip === null ? null : { over: 'requests', ...flip, at: `${flip.at}` } }),
  };
}

function factJson(fact: Fact): unknown {
  switch (fact.about) {
    case 'difference': {
      const text = (usd: Decimal | undefined) => usd?.toFixed() ?? null;
      const services = fact.services.map(({ name, cheaperUsd, dearerUsd }) => ({
        name,
        cheaperUsd: text(cheaperUsd),
        dearerUsd: text(dearerUsd),
      }));
      return { ...fact, usd: fact.usd.toFixed(), services };
    }
    case 'floor':
      return { ...fact, usd: fact.usd.toFixed(), totalUsd: fact.totalUsd.toFixed() };
    case 'limit':
    case 'waiting':
      return { ...fact, usd: fact.usd.toFixed() };
    default:
      return fact;
  }
}
