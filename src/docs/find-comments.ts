import { asciidocComments } from './asciidoc-comments.js';
import { type FoundComments, MARKER_WORD } from './comment.js';
import type { DocumentFormat } from './document-format.js';
import { htmlComments } from './html-comments.js';
import { markdownComments } from './markdown-comments.js';

const FINDERS: Readonly<Record<DocumentFormat, (text: string) => FoundComments>> = {
  markdown: (text) => markdownComments(text, 'markdown'),
  mdx: (text) => markdownComments(text, 'mdx'),
  asciidoc: asciidocComments,
  html: htmlComments,
};

/** Finds the marker comments of a document outside its verbatim text. */
export function findComments(text: string, format: DocumentFormat): FoundComments {
  return text.includes(MARKER_WORD) ? FINDERS[format](text) : { comments: [], problems: [] };
}
