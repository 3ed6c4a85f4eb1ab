/**
 * Whether a command line requests JSON: `--json`, `--format json` or `-f json`. Read from the words themselves, because
 * an error in a command line that cannot be parsed is JSON too.
 */
export function isJsonRequested(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.some(
    (word, index) =>
      word === '--json' ||
      /^(--format=|-f=?)json$/.test(word) ||
      (word === 'json' && ['--format', '-f'].includes(words[index - 1] ?? '')),
  );
}
