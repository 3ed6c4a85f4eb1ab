/** How the cells of a column stand. */
export type Alignment = 'left' | 'right';

export interface TablePart {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly alignments: readonly Alignment[];
  readonly rows: readonly (readonly string[])[];
}

/** A piece of a block before it is written in the markup of a document. Texts are plain: a writer makes them harmless. */
export type Part =
  | TablePart
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] };

/** Writes parts, or a piece of a line, in one markup. Lines end in LF. */
export interface MarkupWriter {
  readonly block: (parts: readonly Part[]) => string;
  readonly inline: (text: string) => string;
}
