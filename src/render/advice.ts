import type { Advice, Fact } from '../estimate/advice.js';
import type { Variant } from '../estimate/variants.js';
import { grouped } from './break-even.js';
import { dollars } from './money.js';
import { markdownText, printable } from './safe-text.js';
import type { Terminal } from './terminal.js';
import { wrap } from './wrap.js';

/** Advice for people: why, in a paragraph; then what would be cheaper, one line a design. */
export function adviceText(advice: readonly Advice[], { width }: Terminal): string {
  return advice
    .flatMap((of) => {
      const why = reasons(of);
      const variants = of.variants.map((variant) => wrap(`  ${variantText(variant)}`, width, '    '));
      const title = of.workload === null ? 'Why' : `Why, for ${printable(of.workload)}`;
      return [
        ...(why.length === 0 ? [] : [wrap(`${title}: ${why.join(' ')}`, width)]),
        ...(variants.length === 0 ? [] : [['Cheaper, and still doing the work:', ...variants].join('\n')]),
        ...caveats(of.variants).map((caveat) => wrap(caveat, width)),
      ];
    })
    .join('\n\n');
}

/** The same as Markdown. */
export function adviceMarkdown(advice: readonly Advice[]): string {
  return advice
    .flatMap((of) => {
      const why = reasons(of);
      const title = of.workload === null ? 'Why' : `Why, for ${of.workload}`;
      return [
        ...(why.length === 0 ? [] : [`### ${markdownText(title)}`, markdownText(why.join(' '))]),
        ...(of.variants.length === 0
          ? []
          : [
              'Cheaper, and still doing the work:',
              of.variants.map((variant) => `- ${markdownText(variantText(variant))}`).join('\n'),
            ]),
        ...caveats(of.variants).map(markdownText),
      ];
    })
    .join('\n\n');
}

/** Advice as programs read it: money and counts are decimal text. */
export function adviceJson(advice: readonly Advice[]): unknown {
  return advice.map(({ workload, between, facts, flip, variants }) => ({
    workload,
    between: between ?? null,
    facts: facts.map(factJson),
    flip: flip === undefined ? null : { over: 'requests', ...flip, at: `${flip.at}` },
    variants: variants.map(({ design, changes, monthlyUsd, savedUsd }) => ({
      design,
      changes,
      monthlyUsd: monthlyUsd.toFixed(),
      savedUsd: savedUsd.toFixed(),
    })),
  }));
}

function factJson(fact: Fact): unknown {
  switch (fact.about) {
    case 'floor':
      return { ...fact, usd: fact.usd.toFixed(), totalUsd: fact.totalUsd.toFixed() };
    case 'waiting':
      return { ...fact, usd: fact.usd.toFixed() };
    default:
      return fact;
  }
}

function reasons({ facts, flip, between }: Advice): string[] {
  return [
    ...facts.flatMap(factText),
    ...(between === undefined
      ? []
      : [
          flip === undefined
            ? `No number of requests within a hundred times as many or as few turns ${printable(between[0])} and ${printable(between[1])} round.`
            : `${printable(flip.cheaper)} is the cheaper of the two ${flip.cheaper === between[0] ? 'again ' : ''}at ${grouped(flip.at)} requests a month.`,
        ]),
  ];
}

function factText(fact: Fact): string[] {
  switch (fact.about) {
    case 'floor':
      return [`${printable(fact.design)} costs ${dollars(fact.usd)} before the first request.`];
    case 'idle':
      return fact.share < 0.05
        ? []
        : [
            `${printable(fact.name)} of ${printable(fact.design)} serves nothing for ${percent(fact.share)} of what its tasks are planned to carry.`,
          ];
    case 'waiting':
      return [
        `Of ${printable(fact.design)}, ${dollars(fact.usd)} is time in which ${printable(fact.name)} waits for others.`,
      ];
    case 'cold-starts':
      return [
        `${percent(fact.share)} of the requests to ${printable(fact.name)} of ${printable(fact.design)} start an environment.`,
      ];
  }
}

/** What a variant takes for granted. */
function caveats(variants: readonly Variant[]): string[] {
  const settings = variants.flatMap(({ changes }) => changes.flatMap(({ set }) => Object.values(set)));
  return [
    ...(settings.includes('arm64') ? ['arm64 is taken to be as fast as armSpeed says: measure your own code.'] : []),
    ...(settings.includes('FARGATE_SPOT') ? ['Spot tasks are interrupted at two minutes of notice.'] : []),
  ];
}

function percent(share: number): string {
  return share < 0.0001 ? 'under 0.01 %' : `${Number((share * 100).toPrecision(3))} %`;
}

function variantText({ design, changes, monthlyUsd, savedUsd }: Variant): string {
  const settings = changes.flatMap(({ at, set }) =>
    Object.entries(set).map(([field, value]) => `${at.replace(/^designs\.\d+\./, '')}.${field}: ${value}`),
  );
  const saved = savedUsd.isNegative()
    ? `${dollars(savedUsd.neg())} more, but it does the work`
    : `${dollars(savedUsd)} less`;
  return `${printable(design)} with ${settings.join(', ')}: ${dollars(monthlyUsd)} a month, ${saved}.`;
}
