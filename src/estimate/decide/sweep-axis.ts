import { asWritten, type Decimal, exact, nearestFloat } from '../../model/decimal.js';
import type { NumericPath } from '../../scenario/numeric-path.js';

/** The values of one input in a sweep, computed one by one because there may be many. */
export interface Axis {
  readonly path: NumericPath;
  readonly count: number;
  /** @param index from 0 */
  valueAt(index: number): number;
}

/** An axis of listed values. */
export function listedAxis(path: NumericPath, values: readonly number[]): Axis {
  return { path, count: values.length, valueAt: (index) => values[index] as number };
}

/** An axis of `from`, `from` + `step`, … up to `to`; exact: 0.1 + 0.2 is 0.3. */
export function steppedAxis(path: NumericPath, { from, to, step }: { from: number; to: number; step: number }): Axis {
  const [first, each] = [asWritten(from), asWritten(step)];
  const count = nearestFloat(asWritten(to).minus(first).div(each).floor()) + 1;
  return { path, count, valueAt: (index) => nearestFloat(first.plus(each.times(index))) };
}

/** An axis of `from`, `from` × `factor`, `from` × `factor`², … up to `to`; whole where the input is. */
export function multipliedAxis(
  path: NumericPath,
  { from, to, factor }: { from: number; to: number; factor: number },
): Axis {
  const values: number[] = [];
  const last = asWritten(to);
  for (let value: Decimal = asWritten(from); value.lte(last); value = value.times(asWritten(factor))) {
    const shown = nearestFloat(path.whole ? value.round() : value.toSignificantDigits(12));
    if (values.at(-1) !== shown) values.push(shown);
  }
  return listedAxis(path, values);
}

/** The number of points of a grid, exact: there may be more than a double counts. */
export function gridSize(axes: readonly Axis[]): Decimal {
  return axes.reduce((points, { count }) => points.times(count), exact(1));
}

/**
 * Computes the values of consecutive points of a grid, the last axis changing fastest.
 *
 * @param first index of the first point
 * @returns a column for each axis
 */
export function columnsAt(axes: readonly Axis[], first: number, count: number): Float64Array[] {
  let each = 1;
  const columns = axes.toReversed().map((axis) => {
    const stride = each;
    each *= axis.count;
    return Float64Array.from({ length: count }, (_, point) =>
      axis.valueAt(Math.floor((first + point) / stride) % axis.count),
    );
  });
  return columns.reverse();
}
