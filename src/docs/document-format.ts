/** The supported kinds of documents. */
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

/** File name extensions of supported documents, without the dot. */
export const DOCUMENT_EXTENSIONS: readonly string[] = Object.keys(BY_EXTENSION);

/** The format of a file by its extension; undefined for an unsupported file. */
export function documentFormat(path: string): DocumentFormat | undefined {
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
}

/** The signs around the text of a comment. */
export const COMMENT_FORMS: Readonly<Record<DocumentFormat, { readonly before: string; readonly after: string }>> = {
  markdown: { before: '<!-- ', after: ' -->' },
  mdx: { before: '{/* ', after: ' */}' },
  asciidoc: { before: '// ', after: '' },
  html: { before: '<!-- ', after: ' -->' },
};
