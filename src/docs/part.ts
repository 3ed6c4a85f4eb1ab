/** How the cells of a column stand. */
export type Alignment = 'left' | 'right';

export interface TablePart {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly alignments: readonly Alignment[];
  readonly rows: readonly (readonly string[])[];
}

export interface ChartPart {
  readonly kind: 'chart';
  /** What it says, for those who do not see it. */
  readonly alternative: string;
  readonly svg: string;
  /** The file that it stands in, relative to the document; without one it stands in the document itself. */
  readonly file: string | undefined;
}

/** A piece of a block before it is written in the markup of a document. Texts are plain: a writer makes them harmless. */
export type Part =
  | TablePart
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | ChartPart;

/** Writes parts, or a piece of a line, in one markup. Lines end in LF. */
export interface MarkupWriter {
  readonly block: (parts: readonly Part[]) => string;
  readonly inline: (text: string) => string;
}
