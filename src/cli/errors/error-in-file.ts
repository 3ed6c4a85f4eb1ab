import { EstimatorError } from '../../model/errors.js';

/** Names the file of a batch in the message of its error, unless the message names it already. */
export function errorInFile(error: unknown, file: string): unknown {
  if (!(error instanceof EstimatorError) || error.message.includes(file)) return error;
  return new EstimatorError(error.code, `${file}: ${error.message}`, error.hint, error.at, error.problems);
}
