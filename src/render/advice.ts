import type { Advice } from '../estimate/decide/advice.js';
import type { Variant } from '../estimate/decide/variants.js';
import { dollars } from './money.js';
import { reasonJson } from './reason-text.js';
import { markdownText, printable } from './safe-text.js';
import type { Terminal } from './terminal.js';
import { wrap } from './wrap.js';

/** Formats cheaper variants as text, one line per variant. The comparison itself says why a design is cheaper. */
export function adviceText(advice: readonly Advice[], { width }: Terminal): string {
  return advice
    .filter(({ variants }) => variants.length > 0)
    .flatMap((found) => [
      [
        wrap(`${titleOf(found)}:`, width),
        ...found.variants.map((variant) => wrap(`  ${variantText(variant)}`, width, '    ')),
      ].join('\n'),
      ...caveats(found.variants).map((caveat) => wrap(caveat, width)),
    ])
    .join('\n\n');
}

/** Formats cheaper variants as Markdown. */
export function adviceMarkdown(advice: readonly Advice[]): string {
  return advice
    .filter(({ variants }) => variants.length > 0)
    .flatMap((found) => [
      markdownText(`${titleOf(found)}:`),
      found.variants.map((variant) => `- ${markdownText(variantText(variant))}`).join('\n'),
      ...caveats(found.variants).map(markdownText),
    ])
    .join('\n\n');
}

function titleOf({ workload }: Advice): string {
  return `Cheaper and feasible${workload === null ? '' : ` for ${printable(workload)}`}`;
}

/** Formats advice as JSON: money and counts are decimal text. */
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

/** What to check before choosing a variant. */
function caveats(variants: readonly Variant[]): string[] {
  const settings = variants.flatMap(({ changes }) => changes.flatMap(({ set }) => Object.values(set)));
  return [
    ...(settings.includes('arm64') ? ['The speed of arm64 is that of armSpeed: measure your own code.'] : []),
    ...(settings.includes('FARGATE_SPOT') ? ['Spot tasks can be interrupted with two minutes of notice.'] : []),
  ];
}

function variantText({ design, changes, monthlyUsd, savedUsd }: Variant): string {
  const settings = changes.flatMap(({ at, set }) =>
    Object.entries(set).map(([field, value]) => `${at.replace(/^designs\.\d+\./, '')}.${field}: ${value}`),
  );
  const saved = savedUsd.isNegative() ? `${dollars(savedUsd.neg())} more, but feasible` : `${dollars(savedUsd)} less`;
  return `${printable(design)} with ${settings.join(', ')}: ${dollars(monthlyUsd)} a month, ${saved}.`;
}
