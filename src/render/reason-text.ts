import { type Decimal, sum } from '../model/decimal.js';
import { countText, percentText, shareText } from '../model/number-text.js';
import type { CostPair, Fact, Reason } from '../model/reason.js';
import { dollars } from './money.js';
import { printable } from './safe-text.js';

/** A smaller idle share is not mentioned. */
const MIN_IDLE_SHARE = 0.05;

type FactOf<About extends Fact['about']> = Extract<Fact, { about: About }>;

/** Says why one design is cheaper than another, in one paragraph; empty if there are no facts. */
export function reasonText({ facts, flip, between }: Reason): string {
  const isShown = (fact: Fact) =>
    between === undefined || !('design' in fact) || fact.about === 'limit' || between.includes(fact.design);
  const shown = facts.filter(isShown);
  const factsAbout = <About extends Fact['about']>(about: About) =>
    shown.filter((fact): fact is FactOf<About> => fact.about === about);
  const nameOf = serviceNaming(shown);
  const sentences = [
    ...factsAbout('difference').flatMap(differenceText),
    ...factsAbout('limit').map(limitText),
    ...floorText(factsAbout('floor')),
    ...factsAbout('idle').flatMap((fact) => idleText(fact, nameOf(fact))),
    ...factsAbout('waiting').map((fact) => waitingText(fact, nameOf(fact))),
    ...factsAbout('cold-starts').map((fact) => coldText(fact, nameOf(fact))),
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

/** The costs of one design by service, the largest first. */
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
  return `${printable(design)} would cost ${dollars(usd)}, but is not feasible: ${printable(reason)}.`;
}

function floorText(floors: readonly FactOf<'floor'>[]): string[] {
  if (floors.length === 0) return [];
  const costs = floors.map(
    ({ design, usd }, index) => `${printable(design)} ${index === 0 ? 'costs ' : ''}${dollars(usd)}`,
  );
  return [`Without any requests ${costs.join(', ')}.`];
}

type ServiceFact = FactOf<'idle' | 'waiting' | 'cold-starts'>;

/** Names a service: `lambda`, or `lambda of Design A` where both designs have a service of that name. */
function serviceNaming(facts: readonly Fact[]): (fact: ServiceFact) => string {
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
  return share < MIN_IDLE_SHARE ? [] : [`${percent(share)} of the planned capacity of ${name} is idle.`];
}

function waitingText({ usd }: FactOf<'waiting'>, name: string): string {
  return `${dollars(usd)} of ${name} pays for time spent waiting for other services.`;
}

function coldText({ share }: FactOf<'cold-starts'>, name: string): string {
  return `${percent(share)} of the requests to ${name} are cold starts.`;
}

function flipText(flip: Reason['flip'], [first, second]: NonNullable<Reason['between']>): string[] {
  if (flip === undefined) return [];
  const [one, other] = [printable(first), printable(second)];
  if (flip === null)
    return [`With up to a hundred times more or fewer requests, the cheaper of ${one} and ${other} stays the same.`];
  const where = flip.isMore
    ? `from ${countText(flip.at)} requests a month on`
    : `up to ${countText(flip.at)} requests a month`;
  return [`${printable(flip.cheaper)} is cheaper ${where}.`];
}

function percent(share: number): string {
  return share < 0.0001 ? `Under ${percentText(0.01)}` : shareText(share);
}

/** Formats reasons as JSON: money and counts are decimal text. */
export function reasonsJson(reasons: readonly Reason[]) {
  return reasons.map(reasonJson);
}

/** Formats one reason as JSON, without `flip` where it was not searched for. */
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
