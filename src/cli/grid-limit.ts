import { type Axis, pointsOf } from '../estimate/decide/axis.js';
import { EstimatorError } from '../model/errors.js';
import { countText } from '../model/number-text.js';
import { digits } from '../render/money.js';

/** @throws EstimatorError `ARGUMENT_INVALID` for a grid of more points than were allowed, with their number */
export function assertAffordable(axes: readonly Axis[], most: number): void {
  const points = pointsOf(axes);
  if (points.lte(most)) return;
  throw new EstimatorError(
    'ARGUMENT_INVALID',
    `The grid has ${digits(points)} points; at most ${countText(most)} are priced unless told`,
    `Take larger steps, or allow them: --max-points ${points.toFixed()}`,
    '--vary',
  );
}
