import type { Nodes } from 'mdast';
import { EstimatorError } from '../model/errors.js';
import { assertFitsFormat } from './chart-file.js';
import { type Comment, isMarker } from './comment.js';
import { type MarkerContent, markerContent } from './marker-content.js';
import { mdastOf, textOf } from './mdast-writer.js';
import { type Placeholder, pairComments } from './placeholder.js';
import type { Sources } from './priced-scenario.js';
import { updateDocument } from './update-document.js';

/** A node of a Markdown tree (mdast), also one of MDX. */
export interface TreeNode {
  type: string;
  value?: string;
  children?: TreeNode[];
  position?: Nodes['position'];
}

/** Reports a marker that cannot be filled, and throws. */
export type Refuse = (message: string, node: TreeNode) => never;

/**
 * Fills the markers of a Markdown tree, also those that a person changed. The comments are kept.
 *
 * @param tree changed in place
 * @param refuse called for the first marker that cannot be filled
 */
export async function fillTree(tree: TreeNode, sources: Sources, refuse: Refuse): Promise<void> {
  if (tree.children === undefined) return;
  tree.children = tree.children.flatMap(unwrapParagraph);
  await fillChildren(tree.children, sources, refuse);
  for (const child of tree.children) {
    if (child.type === 'html') await fillHtml(child, sources, refuse);
    else await fillTree(child, sources, refuse);
  }
}

/** Replaces the nodes between comments that are siblings, the last ones first. */
async function fillChildren(children: TreeNode[], sources: Sources, refuse: Refuse): Promise<void> {
  // Offsets of the comments are indexes of the nodes here.
  const comments = children.flatMap((node, index): Comment[] => {
    const words = markerWords(node);
    const line = node.position?.start.line ?? 1;
    return words === undefined ? [] : [{ start: index, end: index + 1, line, words }];
  });
  if (comments.length === 0) return;
  const { placeholders, problems } = pairComments(comments);
  const [problem] = problems;
  if (problem !== undefined) {
    const at = comments.find(({ line }) => line === problem.line)?.start ?? 0;
    refuse(`${problem.message}. ${problem.hint}`, children[at] as TreeNode);
  }
  for (const placeholder of placeholders.toReversed()) {
    const content = await contentOf(placeholder, children[placeholder.open.start] as TreeNode, sources, refuse);
    const nodes = content.kind === 'inline' ? [textOf(content.text)] : mdastOf(content.elements);
    children.splice(placeholder.open.end, placeholder.close.start - placeholder.open.end, ...(nodes as TreeNode[]));
  }
}

async function contentOf(
  { marker }: Placeholder,
  node: TreeNode,
  sources: Sources,
  refuse: Refuse,
): Promise<MarkerContent> {
  try {
    assertFitsFormat(marker, 'mdx');
    return await markerContent(await sources.price(marker.scenario), marker);
  } catch (error) {
    if (!(error instanceof EstimatorError)) throw error;
    return refuse(`${error.message}. ${error.hint}`, node);
  }
}

/** The text of a node that is a marker comment and nothing else. */
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

/** Fills an HTML node that contains both comments, as text. */
async function fillHtml(node: TreeNode, sources: Sources, refuse: Refuse): Promise<void> {
  if (markerWords(node) !== undefined) return;
  const { text, problems } = await updateDocument(node.value ?? '', sources, { format: 'html', force: true });
  const [problem] = problems;
  if (problem !== undefined) refuse(`${problem.message}. ${problem.hint}`, node);
  node.value = text;
}

/**
 * Replaces a paragraph with its MDX comments: the parser makes one paragraph of comments on consecutive lines, in which a block
 * cannot be.
 */
function unwrapParagraph(node: TreeNode): TreeNode[] {
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
