import { type FoundComments, lineStarts } from './comment.js';
import { type ScanForm, scanComments } from './comment-scan.js';

/** Elements whose content is shown or run as it stands. */
const RAW = '<(?<raw>pre|code|script|style|textarea|title|xmp)\\b[^>]*>';
const COMMENT = '<!--(?<words>[\\s\\S]*?)-->|<!--\\s*(?<open>\\/?crossover\\b)';

/** Comments of HTML. */
export const HTML_FORM: ScanForm = {
  pattern: new RegExp(`${COMMENT}|${RAW}`, 'gi'),
  usage: '<!-- crossover:table FILE -->',
};

/** Comments of an HTML document; those in `pre`, `code`, `script`, `style`, `textarea`, `title` and `xmp` are text. */
export function htmlComments(text: string): FoundComments {
  return scanComments(text, lineStarts(text), [{ start: 0, end: text.length, form: HTML_FORM }]);
}
