import { EstimatorError } from '../../model/errors.js';

/**
 * Parameters of a template as flags give them: `Stage=prod`.
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
        'Give Stage=prod.',
        '--parameter',
      );
    }),
  );
}
