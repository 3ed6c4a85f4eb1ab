/** Where a text is shown. */
export interface Terminal {
  /** Columns. */
  readonly width: number;
  /** Whether colours may be used; nothing is said by colour alone. */
  readonly color: boolean;
}
