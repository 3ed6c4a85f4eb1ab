import type { Advice } from '../../estimate/decide/advice.js';
import type { ChartFormat } from '../../render/formats.js';
import { wrap } from '../../render/wrap.js';
import { outputTerminal } from '../terminal/output-terminal.js';
import type { BatchOptions } from './price-scenarios.js';

/** What a comparison shows beside its totals. */
export interface ReasonsAndAdvice {
  readonly reasons: BatchOptions['reasons'];
  /** The advice found with the reasons, to print below the comparison; or how to request it. */
  readonly advice: (format: ChartFormat) => Promise<{ readonly text: string; readonly json?: unknown }>;
}

const ADVICE_HINT = '--advice finds cheaper settings, and the requests that flip the answer.';

/**
 * Prepares the explanation of a comparison: the reasons that follow from its lines, or the results of a search.
 *
 * @param isSearched whether to search for what flips the answer, and for cheaper variants
 */
export async function reasonsAndAdvice(isSearched: boolean): Promise<ReasonsAndAdvice> {
  if (!isSearched) {
    const { reasonsFor } = await import('../../estimate/decide/reasons.js');
    let hasReasons = false;
    return {
      async reasons(scenario, results, book) {
        const reasons = reasonsFor(scenario, results, book);
        hasReasons ||= reasons.length > 0;
        return reasons;
      },
      async advice(format) {
        return { text: hasReasons && format === 'table' ? `\n${wrap(ADVICE_HINT, outputTerminal().width)}\n` : '' };
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
    async advice(format) {
      const { adviceJson, adviceMarkdown, adviceText } = await import('../../render/advice.js');
      const isText = format !== 'csv' && format !== 'svg';
      const render = format === 'markdown' ? adviceMarkdown : adviceText;
      const text = isText ? render(found.flat(), outputTerminal()) : '';
      return { text: text === '' ? '' : `\n${text}\n`, json: found.map(adviceJson) };
    },
  };
}
