import { type FoundComments, lineStarts } from './comment.js';
import { type ScanForm, scanComments } from './comment-scan.js';

/** Elements whose content is text. */
const RAW = '<(?<raw>pre|code|script|style|textarea|title|xmp)\\b[^>]*>';
const COMMENT = '<!--(?<words>[\\s\\S]*?)-->|<!--\\s*(?<open>\\/?crossover\\b)';

/** The syntax of comments in HTML. */
export const HTML_FORM: ScanForm = {
  pattern: new RegExp(`${COMMENT}|${RAW}`, 'gi'),
  usage: '<!-- crossover:table FILE -->',
};

/** Finds the comments of an HTML document outside `pre`, `code`, `script`, `style`, `textarea`, `title` and `xmp`. */
export function htmlComments(text: string): FoundComments {
  return scanComments(text, lineStarts(text), [{ start: 0, end: text.length, form: HTML_FORM }]);
}
