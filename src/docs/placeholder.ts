import type { Comment, DocumentProblem } from './comment.js';
import { type Marker, parseMarker } from './marker.js';

/** A marker with the comments that open and close it; its content is between them. */
export interface Placeholder {
  readonly marker: Marker;
  readonly open: Comment;
  readonly close: Comment;
}

/** The placeholders of a document in order, and the problems of its comments. */
export interface PairedComments {
  readonly placeholders: readonly Placeholder[];
  readonly problems: readonly DocumentProblem[];
}

/** Pairs opening and closing comments; markers do not nest. */
export function pairComments(comments: readonly Comment[]): PairedComments {
  const placeholders: Placeholder[] = [];
  const problems: DocumentProblem[] = [];
  let open: Comment | undefined;
  for (const comment of comments) {
    if (comment.words.startsWith('/')) {
      if (open === undefined) problems.push(notOpened(comment));
      else placeholders.push(...placeholderOf(open, comment, problems));
      open = undefined;
    } else {
      if (open !== undefined) problems.push(notClosed(open, `before line ${comment.line} opens another`));
      open = comment;
    }
  }
  if (open !== undefined) problems.push(notClosed(open, 'in the rest of the document'));
  return { placeholders, problems };
}

function placeholderOf(open: Comment, close: Comment, problems: DocumentProblem[]): Placeholder[] {
  const parsed = parseMarker(open.words);
  if ('marker' in parsed) return [{ marker: parsed.marker, open, close }];
  problems.push({ line: open.line, ...parsed });
  return [];
}

function notOpened({ line }: Comment): DocumentProblem {
  return { line, message: 'this /crossover closes no marker', hint: 'Remove it, or put its opening marker back.' };
}

function notClosed({ line, words }: Comment, where: string): DocumentProblem {
  return {
    line,
    message: `${words.split(/\s/, 1)[0]} is not closed ${where}`,
    hint: 'Put a /crossover comment behind it; markers do not nest.',
  };
}
