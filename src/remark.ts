/**
 * A remark plugin that fills the markers of a document while a site is built.
 *
 * @packageDocumentation
 */

import { dirname, resolve } from 'node:path';
import type { Root } from 'mdast';
import { fillTree, type TreeNode } from './docs/fill-tree.js';
import { loadPriceBook, sha256 } from './io/price-files.js';
import { scenarioPricer } from './io/scenario-pricer.js';
import type { PriceBook } from './prices/price-book.js';

export type { TreeNode };

/** Settings of the plugin. */
export interface CrossoverRemarkOptions {
  /** Price files that replace prices of the book; a later one replaces an earlier one. */
  readonly prices?: readonly string[];
}

/** What the plugin needs of a vfile. */
export interface RemarkFile {
  readonly cwd: string;
  readonly path?: string | undefined;
  /** Throws a message with a place in the file. */
  fail(reason: string, place: TreeNode): never;
}

/**
 * A remark plugin that fills the markers of a document while a site is built, with the numbers of that moment. What stands
 * between the comments is replaced; the file itself is not changed. Scenario files are relative to the document.
 *
 * @throws VFileMessage, with its line, for a marker that cannot be filled
 */
export default function crossoverRemark({ prices = [] }: CrossoverRemarkOptions = {}) {
  let book: PriceBook | undefined;
  return async (tree: Root, file: RemarkFile): Promise<void> => {
    book ??= loadPriceBook({ overrides: prices });
    const folder = resolve(file.cwd, dirname(file.path ?? '.'));
    // Read again for every document: a site generator that watches would show old numbers.
    const price = scenarioPricer(book);
    const sources = { price: (name: string) => price(resolve(folder, name)), sha256 };
    await fillTree(tree as unknown as TreeNode, sources, (message, node) => file.fail(message, node));
  };
}
