import { asWritten } from '../model/decimal.js';
import { nearest } from '../model/nearest.js';
import type { Result } from '../model/report.js';
import { costByService } from '../render/report-text.js';
import { unquoted } from './marker.js';
import type { Figure } from './value-format.js';

/** A figure, or the problem of the path. */
export type FigureLookup = { readonly figure: Figure } | { readonly message: string; readonly hint: string };

/** A node of a result with named children. Entries of a list have an index and names. */
interface Branch {
  readonly entries: readonly { readonly keys: readonly string[]; readonly node: Node }[];
}
type Node = Figure | Branch;

/** A step of a path, with quotes around names that contain dots or blanks. */
const STEP = /(?<step>(?:"(?:[^"\\]|\\.)*"|[^."])+)(?:\.|$)/gy;

/**
 * Looks up a figure by its path in a result: the keys of `estimate --json`, and `services.NAME.monthlyUsd`.
 * `lines` are named by index, meter or description.
 */
export function figureAt(result: Result, path: string): FigureLookup {
  const steps = [...path.matchAll(STEP)].map(({ groups }) => unquoted(groups?.step ?? ''));
  let node: Node = resultBranch(result);
  for (const [index, step] of steps.entries()) {
    const parent = steps.slice(0, index).join('.');
    if (!('entries' in node)) return { message: `${parent} has nothing inside`, hint: `Write ${parent} alone.` };
    const named: Branch['entries'] = node.entries.filter(({ keys }) => keys.includes(step));
    const [only] = named;
    if (only === undefined) return unknown(step, parent, node);
    if (named.length > 1) {
      const indexes = named.map(({ keys }) => keys[0]).join(', ');
      return { message: `"${step}" is the name of several of ${parent}`, hint: `Name one by its index: ${indexes}.` };
    }
    node = only.node;
  }
  if ('entries' in node) {
    return { message: `${path} is not a single value`, hint: `Go on with one of ${keysOf(node).join(', ')}.` };
  }
  return { figure: node };
}

function unknown(step: string, parent: string, branch: Branch): FigureLookup {
  const keys = keysOf(branch);
  const close = nearest(step, keys);
  const hint =
    close !== undefined
      ? `Did you mean "${close}"?`
      : keys.length === 0
        ? 'It is empty.'
        : `Known: ${keys.join(', ')}.`;
  return { message: `${parent === '' ? 'a result' : parent} has no "${step}"`, hint };
}

/** The first name of each entry; of lines the meter instead of the index. */
function keysOf({ entries }: Branch): string[] {
  return [...new Set(entries.map(({ keys }) => keys[1] ?? keys[0] ?? ''))];
}

function resultBranch(result: Result): Branch {
  const { rank, monthlyUsd, feasible, workload, design, activity } = result;
  return branch({
    monthlyUsd: { kind: 'usd', amount: monthlyUsd },
    rank: rank === null ? text('none') : number(rank),
    feasible: text(feasible ? 'yes' : 'no'),
    workload: text(workload ?? 'none'),
    design: text(design),
    services: branch(
      Object.fromEntries(
        costByService(result).map(([name, usd]) => [name, branch({ monthlyUsd: { kind: 'usd', amount: usd } })]),
      ),
    ),
    lines: linesBranch(result),
    activity: branch(
      Object.fromEntries(
        Object.entries(activity).map(([name, figures]) => [
          name,
          branch(Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, number(value)]))),
        ]),
      ),
    ),
  });
}

function linesBranch({ lines }: Result): Branch {
  return {
    entries: lines.map((line, index) => ({
      keys: [`${index}`, line.meter, line.description],
      node: branch({
        listCost: { kind: 'usd', amount: line.listCost },
        pricingQuantity: { kind: 'number', amount: line.pricingQuantity.amount },
        pricingUnit: text(line.pricingQuantity.unit),
        listUnitPrice: text(`$${line.listUnitPrice.usdPerUnit.toFixed()}`),
        description: text(line.description),
        publishedOn: text(line.publishedOn),
      }),
    })),
  };
}

function branch(nodes: Readonly<Record<string, Node>>): Branch {
  return { entries: Object.entries(nodes).map(([key, node]) => ({ keys: [key], node })) };
}

function number(value: number): Figure {
  return { kind: 'number', amount: asWritten(value) };
}

function text(value: string): Figure {
  return { kind: 'text', text: value };
}
