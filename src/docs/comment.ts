/** A comment of a document that may be a marker. */
export interface Comment {
  /** First character of the comment, and the one after its last. */
  readonly start: number;
  readonly end: number;
  /** 1 is the first. */
  readonly line: number;
  /** The words between the comment's own signs, without the blanks around them. */
  readonly words: string;
}

/** Something wrong in a document, at a line. */
export interface DocumentProblem {
  readonly line: number;
  readonly message: string;
  readonly hint: string;
}

/** The marker comments of a document outside its verbatim text, in order, and those that cannot be read. */
export interface FoundComments {
  readonly comments: readonly Comment[];
  readonly problems: readonly DocumentProblem[];
}

/** A part of the text, end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const MARKER = /^(?:crossover:|\/crossover(?![\w-]))/;

/** Whether the words of a comment open or close a marker. */
export function isMarker(words: string): boolean {
  return MARKER.test(words);
}

/** Text without this word has no marker, and need not be parsed. */
export const MARKER_WORD = 'crossover';

/** The offsets at which lines begin; CRLF, LF and a lone CR all end a line. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  const endings = /\r\n?|\n/g;
  while (endings.test(text)) starts.push(endings.lastIndex);
  return starts;
}

/** The line, from 1, of an offset. */
export function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
