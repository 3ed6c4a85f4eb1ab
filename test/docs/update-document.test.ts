import { describe, expect, it } from 'vitest';
import type { DocumentFormat } from '../../src/docs/document-format.js';
import { type UpdateOptions, updateDocument } from '../../src/docs/update-document.js';
import { PLAIN, SHOP, SOURCES, sourcesOf } from './sources.js';

const update = (text: string, options: Partial<UpdateOptions> = {}, sources = SOURCES) =>
  updateDocument(text, sources, { format: 'markdown', ...options });

/** The content of the first marker. */
async function valueIn(words: string): Promise<string> {
  const { text, problems } = await update(`It is <!-- crossover:value ${words} --><!-- /crossover --> now.`);
  expect(problems).toEqual([]);
  return /^It is <!-- [^>]* -->(.*)<!-- \/crossover sha256:[0-9a-f]{12} .* --> now\.$/.exec(text)?.[1] ?? text;
}

describe('an inline value', () => {
  it.each([
    // 16.8667, and 72.0802 for the tasks: see sources.ts.
    ['shop.yaml Lambda monthlyUsd workload=day', '$16.87'],
    ['shop.yaml "Four tasks" monthlyUsd workload="night"', '$72.08'],
    ['shop.yaml Lambda monthlyUsd workload=day format=cents', '$16.87'],
    ['shop.yaml Lambda monthlyUsd workload=day format=dollars', '$17'],
    // 16.8667 × 12 = 202.4004
    ['shop.yaml Lambda monthlyUsd workload=day format=per-year', '$202.40'],
    // 50.6001 / 3
    ['shop.yaml Lambda monthlyUsd workload=night format=per-million-requests', '$16.87'],
    // 16.8667 / 72.0802 = 0.23400
    ['shop.yaml Lambda monthlyUsd workload=day against="Four tasks"', '-76.6%'],
    ['shop.yaml "Four tasks" monthlyUsd workload=day format=percent against=Lambda', '+327.4%'],
    ['shop.yaml Lambda lines.0.listCost workload=day', '$0.20'],
    ['shop.yaml Lambda lines.duration-x86_64.listCost workload=day', '$16.67'],
    ['shop.yaml Lambda lines."Requests (x86_64)".pricingQuantity workload=day', '1,000,000'],
    ['shop.yaml Lambda lines.0.listUnitPrice workload=day', '$0.0000002'],
    ['shop.yaml Lambda services.lambda.monthlyUsd workload=day', '$16.87'],
    ['shop.yaml "Four tasks" activity.fargate.taskHours workload=day', '2,920'],
    // 3M × 1 s / 2,628,000 s
    ['shop.yaml Lambda activity.lambda.averageConcurrency workload=night', '1.14'],
    ['shop.yaml Lambda activity.lambda.averageConcurrency workload=day', '0.381'],
    ['shop.yaml Lambda rank workload=day', '1'],
    ['shop.yaml Lambda feasible workload=day', 'yes'],
    ['plain.yaml Lambda monthlyUsd', '$1.87'],
    ['plain.yaml Lambda workload', 'none'],
  ])('%s is %s', async (words, expected) => {
    expect(await valueIn(words)).toBe(expected);
  });

  it('carries the date of the newest price in it and the region, in the closing marker', async () => {
    const { text } = await update('<!-- crossover:value plain.yaml Lambda monthlyUsd -->?<!-- /crossover -->');
    expect(text).toMatch(/-->\$1\.87<!-- \/crossover sha256:[0-9a-f]{12} prices:2025-12-02 region:eu-west-1 -->$/);
  });
});

describe('an inline value between comments on lines of their own', () => {
  it.each([
    ['\n', '\n$1.87\n'],
    ['\n\n', '\n\n$1.87\n'],
    ['\r\n', '\r\n$1.87\r\n'],
    ['\n  ', '\n  $1.87\n  '],
    ['\n?\n\n', '\n$1.87\n\n'],
    [' ', '$1.87'],
  ])('keeps them there, of %j', async (before, after) => {
    const { text } = await update(`<!-- crossover:value plain.yaml Lambda monthlyUsd -->${before}<!-- /crossover -->`);
    expect(/-->([^<]*)</.exec(text)?.[1]).toBe(after);
    expect((await update(text)).text).toBe(text);
  });
});

describe('a block', () => {
  it('compares the designs, with region and price dates under it', async () => {
    const { text } = await update('a\n\n<!-- crossover:table shop.yaml workload=day -->\n<!-- /crossover -->\n\nb\n');
    const closing = /<!-- \/crossover sha256:[0-9a-f]{12} prices:2025-12-02 region:us-east-1 -->/;
    expect(text.replace(closing, 'CLOSED')).toBe(`a

<!-- crossover:table shop.yaml workload=day -->

day: Cheapest: Lambda, \\$16.87 a month; Four tasks costs \\$55.21 (+327.4%) more.

| Rank | Design     | USD a month | Against the cheapest |
| ---: | ---------- | ----------: | -------------------- |
|    1 | Lambda     |     \\$16.87 | cheapest             |
|    2 | Four tasks |     \\$72.08 | +\\$55.21 (+327.4%)   |

us-east-1, month of 730 hours. List prices published 2025-10-27 to 2025-12-02.

CLOSED

b
`);
  });

  it.each([
    ['crossover:table shop.yaml', ['day: Cheapest', 'night: Cheapest']],
    ['crossover:lines shop.yaml Lambda workload=day', ['Requests (x86\\_64)', '1,000,000 GB-Seconds', '\\$16.67']],
    ['crossover:assumptions shop.yaml Lambda', ['- accountConcurrency 1000: the quota of a new account']],
    ['crossover:assumptions plain.yaml', ['- architecture x86\\_64: what Lambda gives a new function']],
  ])('%s', async (words, parts) => {
    const { text, problems } = await update(`<!-- ${words} --><!-- /crossover -->`);
    expect(problems).toEqual([]);
    for (const part of parts) expect(text).toContain(part);
    expect(text).toMatch(/\n[a-z-]+\d, month of 730 hours\. List prices published [\d-]+( to [\d-]+)?\.\n/);
  });

  it.each([
    ['a list', '- a\n  <!-- crossover:table plain.yaml -->\n  <!-- /crossover -->', '  '],
    ['a list item of its own', '1. <!-- crossover:table plain.yaml -->\n   <!-- /crossover -->', '   '],
    ['a quotation', '> a\n>\n> <!-- crossover:table plain.yaml -->\n> <!-- /crossover -->', '> '],
  ])('in %s is indented like its marker', async (_where, document, prefix) => {
    const { text } = await update(document);
    const inside = text.slice(text.indexOf('-->') + 4, text.indexOf('/crossover')).split('\n');
    expect(inside.length).toBeGreaterThan(6);
    for (const line of inside) expect(line.startsWith(prefix.trimEnd())).toBe(true);
    expect((await update(text)).text).toBe(text);
  });
});

describe('the state of a marker', () => {
  const marker = '<!-- crossover:value shop.yaml Lambda monthlyUsd workload=day -->';
  const states = async (text: string) => (await update(text)).markers.map(({ state }) => state);
  const dearer = sourcesOf({ 'shop.yaml': SHOP.replace('1M', '2M'), 'plain.yaml': PLAIN });

  it.each(['', '?', ' ', '\n', '\n?\n'])('%j is filled', async (content) => {
    const { text, markers } = await update(`a ${marker}${content}<!-- /crossover --> b`);
    expect(markers[0]).toMatchObject({ state: 'empty', before: content.trim(), after: '$16.87', line: 1 });
    expect(text).toMatch(/-->\s*\$16\.87\s*<!--/);
    expect(await states(text)).toEqual(['current']);
  });

  it('is stale when the scenario has changed, and is written again', async () => {
    const { text } = await update(`${marker}<!-- /crossover -->`);
    const { markers, text: fresh } = await update(text, {}, dearer);
    expect(markers[0]).toMatchObject({ state: 'stale', before: '$16.87', after: '$33.73' });
    expect(fresh).toContain('$33.73<!-- /crossover sha256:');
  });

  it('is edited when a person changed content, date or region; it is left unless forced', async () => {
    const { text } = await update(`a ${marker}<!-- /crossover --> b`);
    const edited = text.replace('$16.87', '$15');
    const kept = await update(edited);
    expect(kept.text).toBe(edited);
    expect(kept.markers[0]).toMatchObject({ state: 'edited', before: '$15', after: '$16.87' });
    expect((await update(edited, { force: true })).text).toBe(text);
    // Also when the number behind it has changed meanwhile.
    expect((await update(edited, {}, dearer)).text).toBe(edited);

    for (const redated of [text.replace('2025-12-02', '2026-12-02'), text.replace('us-east-1 -', 'us-east-2 -')]) {
      expect(redated).not.toBe(text);
      expect((await update(redated)).markers[0]?.state).toBe('stale');
      expect((await update(redated)).text).toBe(text);
    }
  });

  it('is edited when there is content that crossover never wrote', async () => {
    const text = `${marker}about $20<!-- /crossover -->`;
    expect((await update(text)).text).toBe(text);
    expect(await states(text)).toEqual(['edited']);
  });

  it('is stale, not edited, when the content is right but the checksum is missing', async () => {
    expect(await states(`${marker}$16.87<!-- /crossover -->`)).toEqual(['stale']);
  });

  it('is current after a formatter: other blanks, other rules of a table', async () => {
    const { text } = await update('<!-- crossover:table plain.yaml -->\n<!-- /crossover -->\n');
    const formatted = text.replace(/ {2,}/g, ' ').replace(/-{4,}/g, '---').replaceAll('\n\n', '\n\n\n');
    expect(formatted).not.toBe(text);
    expect((await update(formatted)).text).toBe(formatted);
    expect(await states(formatted)).toEqual(['current']);
  });

  it('prices each scenario once for each marker that names it, and leaves the caching to its caller', async () => {
    const sources = sourcesOf({ 'shop.yaml': SHOP });
    await update(`${marker}<!-- /crossover --> ${marker}<!-- /crossover -->`, {}, sources);
    expect(sources.requested).toEqual(['shop.yaml', 'shop.yaml']);
  });
});

describe('what is refused, with its line', () => {
  const close = '<!-- /crossover -->';
  it.each([
    ['unknown scenario', `<!-- crossover:table nope.yaml -->${close}`, /nope\.yaml does not exist/],
    ['unknown design', `x <!-- crossover:value shop.yaml Lamda monthlyUsd -->${close}`, /no design "Lamda"/],
    [
      'unknown workload',
      `x <!-- crossover:value shop.yaml Lambda monthlyUsd workload=dya -->${close}`,
      /no workload "dya"/,
    ],
    ['several workloads', `x <!-- crossover:value shop.yaml Lambda monthlyUsd -->${close}`, /has 2 workloads/],
    ['unknown path', `x <!-- crossover:value plain.yaml Lambda monthlyUSD -->${close}`, /has no "monthlyUSD"/],
    ['a path to more', `x <!-- crossover:value plain.yaml Lambda activity.lambda -->${close}`, /not a single value/],
    ['a path too far', `x <!-- crossover:value plain.yaml Lambda rank.first -->${close}`, /rank has nothing inside/],
    [
      'unknown format',
      `x <!-- crossover:value plain.yaml Lambda rank format=euro -->${close}`,
      /unknown format "euro"/,
    ],
    ['dollars of a rank', `x <!-- crossover:value plain.yaml Lambda rank format=cents -->${close}`, /for dollars/],
    [
      'a percentage of nothing',
      `x <!-- crossover:value plain.yaml Lambda rank format=percent -->${close}`,
      /another design/,
    ],
    [
      'per request without requests',
      `x <!-- crossover:value plain.yaml Lambda monthlyUsd format=per-million-requests -->${close}`,
      /without requests/,
    ],
    [
      'unknown option',
      `x <!-- crossover:value plain.yaml Lambda rank fromat=cents -->${close}`,
      /unknown option "fromat"/,
    ],
    ['unknown kind', `<!-- crossover:tabel plain.yaml -->${close}`, /unknown marker "crossover:tabel"/],
    ['too few words', `<!-- crossover:value plain.yaml -->${close}`, /crossover:value takes FILE/],
    ['too many words', `<!-- crossover:table plain.yaml a b -->${close}`, /crossover:table takes FILE/],
    ['an open quote', `<!-- crossover:lines plain.yaml "Lambda -->${close}`, /quote of this marker does not end/],
    ['not closed', '<!-- crossover:table plain.yaml -->', /is not closed in the rest/],
    ['closed twice', `<!-- crossover:table plain.yaml -->${close}\n\n${close}`, /closes no marker/],
    ['a block in a line', `x <!-- crossover:table plain.yaml -->${close}`, /middle of a line/],
    [
      'an attribute in Markdown',
      `x <!-- crossover:value plain.yaml Lambda rank attribute=a -->${close}`,
      /for AsciiDoc/,
    ],
  ])('%s', async (_name, marker, message) => {
    const text = `# a\n\n${marker}\n`;
    const { problems, text: after } = await update(text);
    expect(after).toBe(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.line).toBe(message.source.includes('closes no') ? 5 : 3);
    expect(problems[0]?.hint).toMatch(/\S/);
  });

  it('nested markers', async () => {
    const { problems } = await update(
      `<!-- crossover:table plain.yaml -->\n<!-- crossover:table shop.yaml -->\n${close}\n${close}`,
    );
    expect(problems.map(({ line, message }) => [line, message])).toEqual([
      [1, 'crossover:table is not closed before line 2 opens another'],
      [4, 'this /crossover closes no marker'],
    ]);
  });

  it('all of it at once; a scenario that cannot be read only once', async () => {
    const broken = sourcesOf({ 'plain.yaml': PLAIN, 'bad.yaml': `${PLAIN}colour: red\nsize: 1\n` });
    const { problems } = await update(
      ['bad.yaml', 'plain.yaml', 'bad.yaml'].map((file) => `<!-- crossover:lines ${file} X -->\n${close}\n`).join('\n'),
      {},
      broken,
    );
    expect(problems.map(({ line, message }) => [line, message])).toEqual([
      [1, 'bad.yaml: line 7: unknown key "colour"; line 8: unknown key "size"'],
      [4, 'the scenario has no design "X"'],
    ]);
  });

  it('says which line of a bill is meant where several have the name', async () => {
    const free = sourcesOf({ 'free.yaml': PLAIN.replace('freeTier: false', 'freeTier: true') });
    const { problems } = await update(
      `a <!-- crossover:value free.yaml Lambda lines.requests-x86_64.listCost -->${close}`,
      {},
      free,
    );
    expect(problems[0]).toMatchObject({
      message: expect.stringContaining('several'),
      hint: expect.stringContaining('0, 1'),
    });
  });
});

describe('every kind of document', () => {
  const documents: Record<DocumentFormat, string> = {
    markdown:
      'a <!-- crossover:value plain.yaml Lambda monthlyUsd -->?<!-- /crossover --> b\n\n<!-- crossover:table plain.yaml -->\n<!-- /crossover -->\n',
    mdx: 'a {/* crossover:value plain.yaml Lambda monthlyUsd */}?{/* /crossover */} b\n\n{/* crossover:table plain.yaml */}\n{/* /crossover */}\n',
    asciidoc:
      'a\n// crossover:value plain.yaml Lambda monthlyUsd\n// /crossover\nb\n\n// crossover:table plain.yaml\n// /crossover\n',
    html: '<p>a <!-- crossover:value plain.yaml Lambda monthlyUsd -->?<!-- /crossover --> b\n<td><!-- crossover:table plain.yaml --><!-- /crossover --></td>',
  };

  it.each(Object.entries(documents))('%s, with LF, CRLF and a byte order mark', async (format, document) => {
    for (const text of [document, document.replaceAll('\n', '\r\n'), `\uFEFF${document}`]) {
      const options = { format: format as DocumentFormat };
      const once = await update(text, options);
      expect(once.problems).toEqual([]);
      expect(once.markers.map(({ state }) => state)).toEqual(['empty', 'empty']);
      expect(once.text.replaceAll('\\', '')).toMatch(/\$1\.87[\s\S]*\$1\.87/);
      expect(once.text.startsWith('\uFEFF')).toBe(text.startsWith('\uFEFF'));
      expect(/(?<!\r)\n/.test(once.text)).toBe(!text.includes('\r'));
      const twice = await update(once.text, options);
      expect(twice.text).toBe(once.text);
      expect(twice.markers.map(({ state }) => state)).toEqual(['current', 'current']);
    }
  });

  it('AsciiDoc puts a value into an attribute', async () => {
    const text =
      '// crossover:value plain.yaml Lambda monthlyUsd attribute=cost\n:cost: ?\n// /crossover\n\nIt is {cost}.\n';
    const { text: after, markers } = await update(text, { format: 'asciidoc' });
    expect(markers[0]?.state).toBe('empty');
    expect(after).toMatch(
      /attribute=cost\n:cost: \$1\.87\n\/\/ \/crossover sha256:\S+ prices:\S+ region:eu-west-1\n\nIt/,
    );
  });

  it('in MDX a closing brace and an HTML sign in a name stay text', async () => {
    const hostile = sourcesOf({ 'plain.yaml': PLAIN.replace('Lambda', () => '"{x} <b> | $&"') });
    const { text } = await update(
      documents.mdx.replaceAll('Lambda', () => '"{x} <b> | $&"'),
      { format: 'mdx' },
      hostile,
    );
    expect(text).toContain('\\{x\\} &lt;b&gt; \\| \\$&amp;');
  });
});
