const ESC = '\u001b';

/** Names that try to be something else: a terminal's orders, formulas, markup, other directions, much too long. */
export const HOSTILE_NAMES: readonly string[] = [
  `${ESC}[31mred${ESC}[0m`,
  '=HYPERLINK("http://example.com")',
  '@SUM(A1)',
  '-1+1',
  '+1',
  'a,b"c',
  '<script>alert(1)</script>',
  '| cell | [link](javascript:alert(1)) `code` **bold** $x$',
  '\u202eright to left\u2066',
  'two\u2028lines',
  'a\u0000b\u0007c',
  '漢字の名前はとても長いので折り返される必要がありますし幅は二倍です',
  'e\u0301\u200d👩‍👩‍👧 emoji',
  'x'.repeat(200),
  '</svg></title><img src=x onerror="alert(1)">',
  "it's & <b>bold</b> \ufffe ]]>",
  'שלום עולם مرحبا',
];
