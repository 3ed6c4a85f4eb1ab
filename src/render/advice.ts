import type { Advice } from '../estimate/decide/advice.js';
import type { Variant } from '../estimate/decide/variants.js';
import { dollars } from './money.js';
import { reasonJson } from './reason-text.js';
import { markdownText, printable } from './safe-text.js';
import type { Terminal } from './terminal.js';
import { wrap } from './wrap.js';

/** Cheaper variants for people, one line a design. Why is told by the comparison itself. */
export function adviceText(advice: readonly Advice[], { width }: Terminal): string {
  return advice
    .filter(({ variants }) => variants.length > 0)
    .flatMap((of) => [
      [
        wrap(`${titleOf(of)}:`, width),
        ...of.variants.map((variant) => wrap(`  ${variantText(variant)}`, width, '    ')),
      ].join('\n'),
      ...caveats(of.variants).map((caveat) => wrap(caveat, width)),
    ])
    .join('\n\n');
}

/** The same as Markdown. */
export function adviceMarkdown(advice: readonly Advice[]): string {
  return advice
    .filter(({ variants }) => variants.length > 0)
    .flatMap((of) => [
      markdownText(`${titleOf(of)}:`),
      of.variants.map((variant) => `- ${markdownText(variantText(variant))}`).join('\n'),
      ...caveats(of.variants).map(markdownText),
    ])
    .join('\n\n');
}

function titleOf({ workload }: Advice): string {
  return `Cheaper, and still doing the work${workload === null ? '' : ` of ${printable(workload)}`}`;
}

/** Advice as programs read it: money and counts are decimal text. */
export function adviceJson(advice: readonly Advice[]): unknown {
  return advice.map(({ variants, ...reason }) => ({
    ...reasonJson(reason),
    variants: variants.map(({ design, changes, monthlyUsd, savedUsd }) => ({
      design,
      changes,
      monthlyUsd: monthlyUsd.toFixed(),
      savedUsd: savedUsd.toFixed(),
    })),
  }));
}

/** What a variant takes for granted. */
function caveats(variants: readonly Variant[]): string[] {
  const settings = variants.flatMap(({ changes }) => changes.flatMap(({ set }) => Object.values(set)));
  return [
    ...(settings.includes('arm64') ? ['arm64 is taken to be as fast as armSpeed says: measure your own code.'] : []),
    ...(settings.includes('FARGATE_SPOT') ? ['Spot tasks are interrupted at two minutes of notice.'] : []),
  ];
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
