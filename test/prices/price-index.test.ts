import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sha256 } from '../../src/io/price-files.js';
import type { PriceIndex } from '../../src/prices/price-book.js';

const INDEX = 'pricing/index.json';

it('pricing/index.json names every price file with its hash (npm run docs writes it)', () => {
  const index = JSON.parse(readFileSync(INDEX, 'utf8')) as PriceIndex;
  const paths = (readdirSync('pricing', { recursive: true }) as string[])
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.json') && path !== 'index.json')
    .sort();
  const files = Object.fromEntries(paths.map((path) => [path, sha256(readFileSync(join('pricing', path), 'utf8'))]));
  const fresh = `${JSON.stringify({ ...index, files }, null, 1)}\n`;
  if (process.env.UPDATE_DOCS !== undefined) writeFileSync(INDEX, fresh);
  else expect(readFileSync(INDEX, 'utf8')).toBe(fresh);
});
