/** What the closing comment of a marker says of the content before it. */
export interface Seal {
  /** First digits of the sha256 of content, date and region. */
  readonly hash: string;
  /** Date of the newest price in it, ISO; `none` where nothing is priced. */
  readonly prices: string;
  readonly region: string;
}

const HASH_DIGITS = 12;
const SEALED = /^\/crossover\s+sha256:(?<hash>[0-9a-f]+)\s+prices:(?<prices>\S+)\s+region:(?<region>\S+)$/;

/** Seals a content in its normal form: with another content, date or region the hash is another. */
export function sealOf(
  normal: string,
  { prices, region }: Pick<Seal, 'prices' | 'region'>,
  sha256: (text: string) => string,
): Seal {
  const hash = sha256(`${normal}\n${prices}\n${region}`).slice(0, HASH_DIGITS);
  return { hash, prices, region };
}

/** The words of a closing comment. */
export function sealWords({ hash, prices, region }: Seal): string {
  return `/crossover sha256:${hash} prices:${prices} region:${region}`;
}

/** The seal in a closing comment; undefined where there is none yet. */
export function parseSeal(words: string): Seal | undefined {
  const { hash, prices, region } = SEALED.exec(words)?.groups ?? {};
  return hash === undefined || prices === undefined || region === undefined ? undefined : { hash, prices, region };
}

/**
 * A content without what formatters and line endings change: blanks, also between tags, and the length of the rules in tables. Two contents
 * with the same normal form say the same.
 */
export function normalForm(content: string): string {
  return content
    .replace(/-{4,}/g, '---')
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .replace(/> </g, '><')
    .trim();
}
