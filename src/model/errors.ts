/** Stable names of errors: callers may branch on them, messages may change. */
export type ErrorCode =
  | 'ARGUMENT_INVALID'
  | 'DOCUMENT_INVALID'
  | 'FILE_NOT_READABLE'
  | 'FILE_NOT_WRITABLE'
  | 'INSTANCE_TYPE_UNKNOWN'
  | 'PRICE_FILE_INVALID'
  | 'PRICE_NOT_FOUND'
  | 'SCENARIO_INVALID'
  | 'TEMPLATE_INVALID'
  | 'USAGE_INVALID';

/** One thing wrong in an input, and where. */
export interface Problem {
  /** Path with dots: `designs.1.services.0.memoryMb`. */
  readonly at: string;
  /** In the file, from 1; left out where no line is known. */
  readonly line?: number;
  readonly message: string;
  readonly hint?: string;
}

/** Something the user can fix: what is wrong, where, and what to do. Anything else that is thrown is a bug. */
export class EstimatorError extends Error {
  /** Identifies it where `instanceof` cannot, such as across two copies of the package. */
  override readonly name = 'EstimatorError';

  /**
   * Makes an error that the user can act on.
   *
   * @param hint what to do about it
   * @param at path of the input that is wrong: `designs.1.services.0.memoryMb`
   * @param problems all problems of an input that was checked whole
   */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint: string,
    readonly at?: string,
    readonly problems: readonly Problem[] = [],
  ) {
    super(message);
  }

  /** The same error with a path, unless it has one already. */
  locatedAt(at: string): EstimatorError {
    return this.at === undefined ? new EstimatorError(this.code, this.message, this.hint, at, this.problems) : this;
  }
}
