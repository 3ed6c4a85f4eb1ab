/** Kinds of documents whose markers are understood. */
export type DocumentFormat = 'markdown' | 'mdx' | 'asciidoc' | 'html';

const BY_EXTENSION: Readonly<Record<string, DocumentFormat>> = {
  md: 'markdown',
  markdown: 'markdown',
  mdx: 'mdx',
  adoc: 'asciidoc',
  asciidoc: 'asciidoc',
  asc: 'asciidoc',
  html: 'html',
  htm: 'html',
};

/** Endings of the documents that are understood, without the dot. */
export const DOCUMENT_EXTENSIONS: readonly string[] = Object.keys(BY_EXTENSION);

/** The format that a file name stands for, or undefined when it is no document. */
export function documentFormat(path: string): DocumentFormat | undefined {
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
}

/** What stands before and after the words of a marker: a comment, which the reader of the document does not see. */
export const COMMENT_FORMS: Readonly<Record<DocumentFormat, { readonly before: string; readonly after: string }>> = {
  markdown: { before: '<!-- ', after: ' -->' },
  mdx: { before: '{/* ', after: ' */}' },
  asciidoc: { before: '// ', after: '' },
  html: { before: '<!-- ', after: ' -->' },
};
