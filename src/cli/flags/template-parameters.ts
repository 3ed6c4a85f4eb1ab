import { EstimatorError } from '../../model/errors.js';

/**
 * Reads the parameters of a template from flags: `Stage=prod`.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` for one without a name or `=`
 */
export function templateParameters(flags: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    flags.map((flag) => {
      const at = flag.indexOf('=');
      if (at > 0) return [flag.slice(0, at), flag.slice(at + 1)];
      throw new EstimatorError(
        'ARGUMENT_INVALID',
        `--parameter "${flag}" is not NAME=VALUE`,
        'Give a name and a value, such as Stage=prod.',
        '--parameter',
      );
    }),
  );
}
