/** Alignment of the cells of a column. */
export type Alignment = 'left' | 'right';

/** A table; cells are plain text. */
export interface TableElement {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly alignments: readonly Alignment[];
  readonly rows: readonly (readonly string[])[];
}

/** A chart with its alternative text. */
export interface ChartElement {
  readonly kind: 'chart';
  /** Alternative text. */
  readonly alternative: string;
  readonly svg: string;
  /** Its file, relative to the document; undefined for a chart within the document. */
  readonly file: string | undefined;
}

/** An element of a block, before it is written as markup. Texts are plain: a writer escapes them. */
export type BlockElement =
  | TableElement
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | ChartElement;

/** Writes blocks and inline text in one markup. Lines end in LF. */
export interface MarkupWriter {
  readonly block: (elements: readonly BlockElement[]) => string;
  readonly inline: (text: string) => string;
}
