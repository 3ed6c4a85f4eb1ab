/**
 * Whether a command line asks for JSON, with `--json`, `--format json` or `-f json`. Read from the words themselves,
 * because it has to be known for a command line that cannot be parsed too.
 */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.some(
    (word, index) =>
      word === '--json' ||
      /^(--format=|-f=?)json$/.test(word) ||
      (word === 'json' && ['--format', '-f'].includes(words[index - 1] ?? '')),
  );
}
