import NewMarkdownIt, { type MarkdownIt, type Token } from 'markdown-it';
import { type FoundComments, lineStarts, MARKER_WORD, type Span } from './comment.js';
import { type ScanForm, scanComments } from './comment-scan.js';
import { HTML_FORM } from './html-comments.js';

type MarkdownForm = 'markdown' | 'mdx';

const ESCAPE = '\\\\[!-/:-@[-`{-~]';
const TICKS = '(?<ticks>`+)';

/** The syntax of comments in inline text: a paragraph, a heading or a cell. */
const INLINE: Readonly<Record<MarkdownForm, ScanForm>> = {
  markdown: {
    pattern: new RegExp(`${ESCAPE}|${TICKS}|<!--(?<words>[\\s\\S]*?)-->|<!--\\s*(?<open>\\/?crossover\\b)`, 'g'),
    usage: HTML_FORM.usage,
  },
  mdx: {
    pattern: new RegExp(
      `${ESCAPE}|${TICKS}|\\{\\s*\\/\\*(?<words>[\\s\\S]*?)\\*\\/\\s*\\}|\\{\\s*\\/\\*\\s*(?<open>\\/?crossover\\b)|<!--\\s*(?<wrong>\\/?crossover\\b)`,
      'g',
    ),
    usage: '{/* crossover:table FILE */}',
  },
};

const parsers = new Map<MarkdownForm, MarkdownIt>();

/**
 * Finds the comments of a Markdown or MDX document outside fenced, indented and inline code. markdown-it parses the blocks, so
 * that a fence within a list within a quotation is recognized.
 */
export function markdownComments(text: string, form: MarkdownForm): FoundComments {
  const starts = lineStarts(text);
  const parser = parsers.get(form) ?? newParser(form);
  const tokens: Token[] = [];
  parser.block.parse(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text, parser, {}, tokens);
  const parts: (Span & { readonly form: ScanForm })[] = [];
  let word = text.indexOf(MARKER_WORD);
  for (const { type, map } of tokens) {
    if (map === null) continue;
    const span = { start: starts[map[0]] ?? text.length, end: starts[map[1]] ?? text.length };
    if (word < span.start) word = text.indexOf(MARKER_WORD, span.start);
    if (word === -1) break;
    if (word >= span.end) continue;
    if (type === 'tr_open') parts.push(...cellsOf(text, span).map((cell) => ({ ...cell, form: INLINE[form] })));
    else parts.push({ ...span, form: type === 'html_block' ? HTML_FORM : INLINE[form] });
  }
  return scanComments(text, starts, parts);
}

function newParser(form: MarkdownForm): MarkdownIt {
  const parser = new NewMarkdownIt({ html: true });
  // MDX has no indented code, and what looks like HTML is JSX with Markdown in it.
  if (form === 'mdx') parser.disable(['code', 'html_block']);
  parser.block.State = withFewTokens(parser.block.State);
  parsers.set(form, parser);
  return parser;
}

/** Types of tokens that may contain comments. */
const WITH_COMMENTS: ReadonlySet<string> = new Set(['inline', 'tr_open', 'html_block']);

/** Keeps only the tokens and fields that are needed: creating the others takes half the time of a scan. */
function withFewTokens(State: MarkdownIt['block']['State']): MarkdownIt['block']['State'] {
  return class extends State {
    override push(type: string, tag: string, nesting: Token['nesting']): Token {
      // markdown-it limits nesting by the level.
      this.level += nesting;
      const token = { type, tag, nesting, map: null } as Token;
      if (WITH_COMMENTS.has(type)) this.tokens.push(token);
      return token;
    }
  };
}

/** The cells of a table row, which are scanned one by one because a code span ends with its cell. */
function cellsOf(text: string, { start, end }: Span): Span[] {
  const row = text.slice(start, end);
  const bars = [...row.matchAll(/(?<!\\)\|/g)].map(({ index }) => start + index);
  return [start, ...bars].map((from, index) => ({ start: from, end: bars[index] ?? end }));
}
