import type { Comment, DocumentProblem } from './comment.js';
import { type Marker, parseMarker } from './marker.js';

/** A marker with the two comments it stands between. */
export interface Slot {
  readonly marker: Marker;
  readonly open: Comment;
  readonly close: Comment;
}

/** The markers of a document in order, and what is wrong with them. */
export interface PairedSlots {
  readonly slots: readonly Slot[];
  readonly problems: readonly DocumentProblem[];
}

/** Pairs opening and closing comments. A marker may not stand within another. */
export function pairComments(comments: readonly Comment[]): PairedSlots {
  const slots: Slot[] = [];
  const problems: DocumentProblem[] = [];
  let open: Comment | undefined;
  for (const comment of comments) {
    if (comment.words.startsWith('/')) {
      if (open === undefined) problems.push(withoutOpening(comment));
      else slots.push(...slotOf(open, comment, problems));
      open = undefined;
    } else {
      if (open !== undefined) problems.push(notClosed(open, `before line ${comment.line} opens another`));
      open = comment;
    }
  }
  if (open !== undefined) problems.push(notClosed(open, 'in the rest of the document'));
  return { slots, problems };
}

function slotOf(open: Comment, close: Comment, problems: DocumentProblem[]): Slot[] {
  const parsed = parseMarker(open.words);
  if ('marker' in parsed) return [{ marker: parsed.marker, open, close }];
  problems.push({ line: open.line, ...parsed });
  return [];
}

function withoutOpening({ line }: Comment): DocumentProblem {
  return { line, message: 'this /crossover closes no marker', hint: 'Remove it, or put its opening marker back.' };
}

function notClosed({ line, words }: Comment, where: string): DocumentProblem {
  return {
    line,
    message: `${words.split(/\s/, 1)[0]} is not closed ${where}`,
    hint: 'Put a /crossover comment behind it; markers do not nest.',
  };
}
