import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

const CONTEXT_LINES = 2;

/** Makes a unified diff from a document to its updated text. Line endings, which never change, are normalized. */
export function documentDiff(path: string, before: string, after: string): string {
  const [old, updated] = [before, after].map((text) => text.replace(/\r\n?/g, '\n'));
  return createTwoFilesPatch(path, path, old ?? '', updated ?? '', 'as it is', 'as its scenarios say', {
    context: CONTEXT_LINES,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
