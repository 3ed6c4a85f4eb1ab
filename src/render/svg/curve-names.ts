import { type Child, element } from '../markup.js';
import { type CurveLine, designMark } from './curve-line.js';
import { fitting, label, textWidth } from './frame.js';

const LINE_HEIGHT = 16;
/** Bold text of 12 px takes as much room as plain text of this size. */
const BOLD_PX = 13.2;

/** Room before a name, for its mark, and on both sides. */
const MARK_WIDTH = 16;
const MARGINS = 24;

/** What the names need not to be cut. */
export function namesWidth(names: readonly string[]): number {
  return Math.max(0, ...names.map((name) => textWidth(name, BOLD_PX))) + MARK_WIDTH + MARGINS;
}

/** The designs' names beside the ends of their curves, moved apart where those lie close. */
export function curveNames(
  lines: readonly CurveLine[],
  { left, width, top, bottom }: { left: number; width: number; top: number; bottom: number },
): Child {
  const ended = lines.flatMap((line) => (line.endY === undefined ? [] : [{ ...line, endY: line.endY }]));
  const sorted = ended.sort((a, b) => a.endY - b.endY);
  const places = apart(
    sorted.map(({ endY }) => endY),
    top,
    bottom,
  );
  return sorted.map(({ name, design, endY }, index) => {
    const y = places[index] ?? endY;
    return element(
      'g',
      {},
      element('title', {}, name),
      Math.abs(y - endY) > 3 &&
        element('path', { class: 'axis', d: `M${left - 8} ${Math.round(endY)}L${left} ${Math.round(y)}` }),
      designMark(design, left + 7, y),
      label(left + MARK_WIDTH, y + 4, fitting(name, width - MARK_WIDTH, BOLD_PX), 'name'),
    );
  });
}

/** Places at least a line apart, as near to the wished ones as a pass down and a pass up bring them. */
function apart(wished: readonly number[], top: number, bottom: number): number[] {
  const places: number[] = [];
  for (const wish of wished)
    places.push(Math.max(wish, top, (places.at(-1) ?? Number.NEGATIVE_INFINITY) + LINE_HEIGHT));
  let limit = Math.max(bottom, top + (wished.length - 1) * LINE_HEIGHT);
  for (let index = places.length - 1; index >= 0; index -= 1) {
    places[index] = Math.min(places[index] as number, limit);
    limit = (places[index] as number) - LINE_HEIGHT;
  }
  return places;
}
