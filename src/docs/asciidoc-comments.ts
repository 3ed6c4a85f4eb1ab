import { type Comment, type FoundComments, isMarker, lineStarts } from './comment.js';

/** Lines that open and close a verbatim block: listing, literal, passthrough, comment or fence. */
const DELIMITER = /^(?:-{4,}|\.{4,}|\+{4,}|\/{4,}|`{3,}.*)$/;
/** Styles that make the paragraph under them verbatim. */
const VERBATIM_STYLE = /^\[(?:source|listing|literal|pass|stem|latexmath|asciimath|verse|comment)\b[^\]]*\]$/;
const COMMENT = /^\/\/(?!\/)(?<words>.*)$/;

/** Finds the comment lines of an AsciiDoc document outside its verbatim blocks. */
export function asciidocComments(text: string): FoundComments {
  const starts = lineStarts(text);
  const comments: Comment[] = [];
  let closing: string | undefined;
  let isVerbatimParagraph = false;
  for (const [index, start] of starts.entries()) {
    const written = text.slice(start, starts[index + 1] ?? text.length).replace(/[\r\n]+$/, '');
    const line = written.trimEnd();
    if (closing !== undefined) {
      if (line === closing) closing = undefined;
    } else if (DELIMITER.test(line)) {
      closing = line.startsWith('`') ? (/^`+/.exec(line)?.[0] ?? line) : line;
      isVerbatimParagraph = false;
    } else if (line === '') isVerbatimParagraph = false;
    else if (VERBATIM_STYLE.test(line)) isVerbatimParagraph = true;
    else if (!isVerbatimParagraph) {
      const words = COMMENT.exec(line)?.groups?.words?.trim() ?? '';
      if (isMarker(words)) comments.push({ start, end: start + written.length, line: index + 1, words });
    }
  }
  return { comments, problems: [] };
}
