/** What the closing comment of a marker records about its content. */
export interface Checksum {
  /** First digits of the sha256 of content, date and region. */
  readonly hash: string;
  /** Date of the newest price in it, ISO; `none` where nothing is priced. */
  readonly prices: string;
  readonly region: string;
}

const HASH_DIGITS = 12;
const CHECKSUM = /^\/crossover\s+sha256:(?<hash>[0-9a-f]+)\s+prices:(?<prices>\S+)\s+region:(?<region>\S+)$/;

/** Computes the checksum of a content in normal form; content, price date and region all change the hash. */
export function checksumOf(
  normal: string,
  { prices, region }: Pick<Checksum, 'prices' | 'region'>,
  sha256: (text: string) => string,
): Checksum {
  const hash = sha256(`${normal}\n${prices}\n${region}`).slice(0, HASH_DIGITS);
  return { hash, prices, region };
}

/** The text of a closing comment. */
export function formatChecksum({ hash, prices, region }: Checksum): string {
  return `/crossover sha256:${hash} prices:${prices} region:${region}`;
}

/** Reads the checksum of a closing comment; undefined where there is none yet. */
export function parseChecksum(words: string): Checksum | undefined {
  const { hash, prices, region } = CHECKSUM.exec(words)?.groups ?? {};
  return hash === undefined || prices === undefined || region === undefined ? undefined : { hash, prices, region };
}

/**
 * Removes what formatters and line endings change: blanks, also between tags, and the length of the rules in tables. Contents
 * with the same normal form read the same.
 */
export function normalForm(content: string): string {
  return content
    .replace(/-{4,}/g, '---')
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .replace(/> </g, '><')
    .trim();
}
