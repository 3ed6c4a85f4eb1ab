import { asciidocWriter } from './asciidoc-writer.js';
import type { DocumentFormat } from './document-format.js';
import { htmlWriter } from './html-writer.js';
import { markdownWriter } from './markdown-writer.js';
import type { MarkupWriter } from './part.js';

/** How each kind of document is written. */
export const WRITERS: Readonly<Record<DocumentFormat, MarkupWriter>> = {
  markdown: markdownWriter,
  mdx: markdownWriter,
  asciidoc: asciidocWriter,
  html: htmlWriter,
};
