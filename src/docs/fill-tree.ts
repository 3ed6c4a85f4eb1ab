import type { Nodes } from 'mdast';
import { EstimatorError } from '../model/errors.js';
import { assertSuits } from './chart-file.js';
import { type Comment, isMarker } from './comment.js';
import { type MarkerContent, markerContent } from './marker-content.js';
import { mdastOf, textOf } from './mdast-writer.js';
import type { Sources } from './priced-scenario.js';
import { pairComments, type Slot } from './slot.js';
import { updateDocument } from './update-document.js';

/** A node of a Markdown tree (mdast), also one of MDX. */
export interface TreeNode {
  type: string;
  value?: string;
  children?: TreeNode[];
  position?: Nodes['position'];
}

/** Says that a marker cannot be filled, and stops. */
export type Refuse = (message: string, node: TreeNode) => never;

/**
 * Fills the markers of a Markdown tree, whatever stands in them. The comments stay.
 *
 * @param tree changed in place
 * @param refuse called for the first marker that cannot be filled
 */
export async function fillTree(tree: TreeNode, sources: Sources, refuse: Refuse): Promise<void> {
  if (tree.children === undefined) return;
  tree.children = tree.children.flatMap(unwrapped);
  await fillChildren(tree.children, sources, refuse);
  for (const child of tree.children) {
    if (child.type === 'html') await fillHtml(child, sources, refuse);
    else await fillTree(child, sources, refuse);
  }
}

/** Replaces what stands between the comments among some siblings, the last ones first. */
async function fillChildren(children: TreeNode[], sources: Sources, refuse: Refuse): Promise<void> {
  // The places of the comments are those of the nodes.
  const comments = children.flatMap((node, index): Comment[] => {
    const words = markerWords(node);
    const line = node.position?.start.line ?? 1;
    return words === undefined ? [] : [{ start: index, end: index + 1, line, words }];
  });
  if (comments.length === 0) return;
  const { slots, problems } = pairComments(comments);
  const [problem] = problems;
  if (problem !== undefined) {
    const at = comments.find(({ line }) => line === problem.line)?.start ?? 0;
    refuse(`${problem.message}. ${problem.hint}`, children[at] as TreeNode);
  }
  for (const slot of slots.toReversed()) {
    const content = await contentOf(slot, children[slot.open.start] as TreeNode, sources, refuse);
    const nodes = content.kind === 'inline' ? [textOf(content.text)] : mdastOf(content.parts);
    children.splice(slot.open.end, slot.close.start - slot.open.end, ...(nodes as TreeNode[]));
  }
}

async function contentOf({ marker }: Slot, node: TreeNode, sources: Sources, refuse: Refuse): Promise<MarkerContent> {
  try {
    assertSuits(marker, 'mdx');
    return await markerContent(await sources.price(marker.scenario), marker);
  } catch (error) {
    if (!(error instanceof EstimatorError)) throw error;
    return refuse(`${error.message}. ${error.hint}`, node);
  }
}

/** The words of a node that is one marker comment and nothing else. */
function markerWords({ type, value = '' }: TreeNode): string | undefined {
  const form =
    type === 'html'
      ? /^\s*<!--((?:(?!-->)[\s\S])*)-->\s*$/
      : /^mdx(?:Flow|Text)Expression$/.test(type)
        ? /^\s*\/\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/
        : undefined;
  const words = form?.exec(value)?.[1]?.trim() ?? '';
  return isMarker(words) ? words : undefined;
}

/** Opening and closing comment in one piece of HTML: filled as the text that it is. */
async function fillHtml(node: TreeNode, sources: Sources, refuse: Refuse): Promise<void> {
  if (markerWords(node) !== undefined) return;
  const { text, problems } = await updateDocument(node.value ?? '', sources, { format: 'html', force: true });
  const [problem] = problems;
  if (problem !== undefined) refuse(`${problem.message}. ${problem.hint}`, node);
  node.value = text;
}

/**
 * Two MDX comments on lines one after the other are one paragraph for the parser: the paragraph goes, or a block would
 * stand in it.
 */
function unwrapped(node: TreeNode): TreeNode[] {
  if (node.type !== 'paragraph') return [node];
  const children = node.children ?? [];
  const markers = children.flatMap((child) => markerWords(child) ?? []);
  const isBlock = markers.some((words) => words.startsWith('crossover:') && !words.startsWith('crossover:value'));
  const isBare = children.every(
    (child) => markerWords(child) !== undefined || (child.type === 'text' && /^[\s?]*$/.test(child.value ?? '')),
  );
  if (!isBlock || !isBare) return [node];
  return children.map((child) =>
    child.type === 'mdxTextExpression' ? { ...child, type: 'mdxFlowExpression' } : child,
  );
}
