import { type Child, element } from '../markup.js';
import { fitting, label, textWidth } from './frame.js';
import { fillClass } from './theme.js';

const LINE_HEIGHT = 20;
const SWATCH = 12;

/** What the colours of a chart stand for, in as many lines as its width needs. */
export function keyed(
  names: readonly string[],
  { x, y, width }: { x: number; y: number; width: number },
): { drawing: Child; height: number } {
  let [left, top] = [x, y];
  const entries = names.map((name, index) => {
    const text = fitting(name, width - SWATCH - 6);
    const taken = SWATCH + 6 + textWidth(text) + 16;
    if (left > x && left + taken - 16 > x + width) [left, top] = [x, top + LINE_HEIGHT];
    const entry = element(
      'g',
      {},
      element('rect', { class: fillClass(index), x: left, y: top, width: SWATCH, height: SWATCH, rx: 2 }),
      label(left + SWATCH + 6, top + 10.5, text),
    );
    left += taken;
    return entry;
  });
  return { drawing: entries, height: names.length === 0 ? 0 : top - y + LINE_HEIGHT };
}
