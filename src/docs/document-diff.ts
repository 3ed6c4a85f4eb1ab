import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

const CONTEXT_LINES = 2;

/** A unified diff from a document as it is to what belongs in it. Line endings, which never differ, are left out. */
export function documentDiff(path: string, before: string, after: string): string {
  const [old, fresh] = [before, after].map((text) => text.replace(/\r\n?/g, '\n'));
  return createTwoFilesPatch(path, path, old ?? '', fresh ?? '', 'as it is', 'as its scenarios say', {
    context: CONTEXT_LINES,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
