import type { Advice } from '../../estimate/decide/advice.js';
import type { ChartFormat } from '../../render/formats.js';
import { wrap } from '../../render/wrap.js';
import { terminalSize } from '../terminal/terminal-size.js';
import type { BatchOptions } from './price-scenarios.js';

/** What a comparison is told by besides its totals. */
export interface Reasoning {
  readonly reasons: BatchOptions['reasons'];
  /** What stands below the comparison: what was found on the way beside the reasons, or how to have it looked for. */
  readonly advised: (format: ChartFormat) => Promise<{ readonly text: string; readonly json?: unknown }>;
}

const MORE = '--advice adds cheaper settings, and the requests that flip the answer.';

/**
 * Reasons that are at hand; or those with everything that takes a search.
 *
 * @param isSearched also look for what would flip the answer, and for cheaper variants
 */
export async function reasoning(isSearched: boolean): Promise<Reasoning> {
  if (!isSearched) {
    const { reasonsFor } = await import('../../estimate/decide/reasons.js');
    let isAnythingSaid = false;
    return {
      async reasons(scenario, results, book) {
        const reasons = reasonsFor(scenario, results, book);
        isAnythingSaid ||= reasons.length > 0;
        return reasons;
      },
      async advised(format) {
        return { text: isAnythingSaid && format === 'table' ? `\n${wrap(MORE, terminalSize().width)}\n` : '' };
      },
    };
  }
  const { adviseOn } = await import('../../estimate/decide/advice.js');
  const found: Advice[][] = [];
  return {
    async reasons(scenario, _results, book) {
      const advice = await adviseOn(scenario, book);
      found.push(advice);
      return advice;
    },
    async advised(format) {
      const { adviceJson, adviceMarkdown, adviceText } = await import('../../render/advice.js');
      const isText = format !== 'csv' && format !== 'svg';
      const words = format === 'markdown' ? adviceMarkdown : adviceText;
      const text = isText ? words(found.flat(), terminalSize()) : '';
      return { text: text === '' ? '' : `\n${text}\n`, json: found.map(adviceJson) };
    },
  };
}
