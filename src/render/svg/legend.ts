import { type Child, element } from '../markup.js';
import { fillClass } from './chart.js';
import { fitText, label, textWidth } from './chart-text.js';

const LINE_HEIGHT = 20;
const SWATCH = 12;
/** Pixels between a swatch and its name, and between two entries. */
const SWATCH_GAP = 6;
const ENTRY_GAP = 16;

/** Draws what the colors of a chart mean, on as many lines as its width needs. */
export function legend(
  names: readonly string[],
  { x, y, width }: { x: number; y: number; width: number },
): { drawing: Child; height: number } {
  let [left, top] = [x, y];
  const entries = names.map((name, index) => {
    const text = fitText(name, width - SWATCH - SWATCH_GAP);
    const entryWidth = SWATCH + SWATCH_GAP + textWidth(text);
    if (left > x && left + entryWidth > x + width) [left, top] = [x, top + LINE_HEIGHT];
    const entry = element(
      'g',
      {},
      element('rect', { class: fillClass(index), x: left, y: top, width: SWATCH, height: SWATCH, rx: 2 }),
      label(left + SWATCH + SWATCH_GAP, top + 10.5, text),
    );
    left += entryWidth + ENTRY_GAP;
    return entry;
  });
  return { drawing: entries, height: names.length === 0 ? 0 : top - y + LINE_HEIGHT };
}
