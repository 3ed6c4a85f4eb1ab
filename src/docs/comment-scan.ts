import {
  type Comment,
  type DocumentProblem,
  type FoundComments,
  isMarker,
  lineAt,
  MARKER_WORD,
  type Span,
} from './comment.js';

/** The syntax of comments in one kind of text. */
export interface ScanForm {
  /**
   * Global. Its named groups say what was found: `words` of a comment, `open` for a comment that does not end, `wrong` for the
   * comment of another kind of document, `raw` for the name of an element whose content is text, `ticks` for the start of a
   * code span. Other matches, such as escapes, are skipped.
   */
  readonly pattern: RegExp;
  /** How a marker is written here. */
  readonly usage: string;
}

/** Finds markers in the given parts of a text, which are in order and do not overlap. */
export function scanComments(
  text: string,
  starts: readonly number[],
  parts: readonly (Span & { readonly form: ScanForm })[],
): FoundComments {
  const comments: Comment[] = [];
  const problems: DocumentProblem[] = [];
  for (const { start, end, form } of parts) {
    const part = text.slice(start, end);
    if (!part.includes(MARKER_WORD)) continue;
    const pattern = new RegExp(form.pattern);
    for (let match = pattern.exec(part); match !== null; match = pattern.exec(part)) {
      const line = lineAt(starts, start + match.index);
      const { words, open, wrong, raw, ticks } = match.groups ?? {};
      if (raw !== undefined) pattern.lastIndex = endOfElement(part, raw, pattern.lastIndex);
      else if (ticks !== undefined) pattern.lastIndex = endOfCodeSpan(part, ticks, pattern.lastIndex);
      else if (words !== undefined) {
        const inner = words.trim();
        if (isMarker(inner)) {
          comments.push({ start: start + match.index, end: start + match.index + match[0].length, line, words: inner });
        }
      } else if (wrong !== undefined || open !== undefined) {
        problems.push({ line, message: unreadable(wrong), hint: `Write it as ${form.usage}` });
      }
    }
  }
  return { comments, problems };
}

function unreadable(wrong: string | undefined): string {
  return wrong === undefined
    ? 'the comment of this marker does not end'
    : 'this marker is in a comment of another kind of document';
}

/** The offset after the closing tag; an element that is not closed ends with the text. */
function endOfElement(text: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}\\s*>`, 'gi');
  closing.lastIndex = from;
  return closing.exec(text) === null ? text.length : closing.lastIndex;
}

/** The offset after the closing run of backticks; a run that is not closed is text, and the scan continues after it. */
function endOfCodeSpan(text: string, ticks: string, from: number): number {
  const runs = /`+/g;
  runs.lastIndex = from;
  for (let run = runs.exec(text); run !== null; run = runs.exec(text)) {
    if (run[0].length === ticks.length) return runs.lastIndex;
  }
  return from;
}
