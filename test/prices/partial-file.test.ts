import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtPriceFiles } from '../../src/io/built-prices.js';
import { loadPriceBook } from '../../src/io/price-files.js';
import type { Unit } from '../../src/model/unit.js';
import { parseOneEntry } from '../../src/prices/partial-file.js';
import { PriceBook } from '../../src/prices/price-book.js';
import type { PriceFile } from '../../src/prices/price-file.js';

const book = loadPriceBook();
const built = builtPriceFiles(book, () => 0);
const inParts = new PriceBook(book.id, book.index, {
  priceFile: (path) => book.file(path) as PriceFile,
  part: (path, regionId) => JSON.parse(built[`${regionId}.json`] ?? '{}')[path],
  instanceTypes: () => book.instanceTypes(),
});

describe('the price book cut by region', () => {
  it.each(['us-east-1', 'eu-central-2', 'mx-central-1'])(
    'has the prices and allowances of the whole one in %s',
    (regionId) => {
      const offers = Object.keys(book.index.files).filter(
        (path) => !path.includes('/') && path !== 'instance-types.json',
      );
      let prices = 0;
      for (const offer of offers.map((path) => path.slice(0, -'.json'.length))) {
        for (const [meter, { unit, regions }] of Object.entries(book.file(`${offer}.json`)?.meters ?? {})) {
          if (!(regionId in regions) && !('global' in regions)) continue;
          const lookup = [offer, meter, unit as Unit, regionId] as const;
          expect(inParts.price(...lookup)).toEqual(book.price(...lookup));
          prices += 1;
        }
        expect(inParts.allowances(offer, regionId)).toEqual(book.allowances(offer, regionId));
      }
      expect(prices).toBeGreaterThan(100);
    },
  );

  it('says of a missing price what the whole one says', () => {
    const missing = (of: PriceBook) => () => of.price('lambda', 'durable-operations', 'Operations', 'eu-west-1');
    expect(missing(inParts)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('It is known in us-east-1') }),
    );
    expect(missing(inParts)).toThrow('No Operations price for lambda "durable-operations" in eu-west-1');
  });
});

describe('a line of a price file', () => {
  it.each(['ec2/us-east-1.json', 'ec2-reserved/eu-west-1.json', 'aurora-instances/ap-south-1.json'])(
    'is what the whole of %s says of the meter',
    (path) => {
      const text = readFileSync(`pricing/${path}`, 'utf8');
      const whole = book.file(path) as PriceFile;
      for (const [meter, record] of Object.entries(whole.meters)) {
        expect(parseOneEntry(text, 'meters', meter)).toEqual({ ...whole, meters: { [meter]: record } });
      }
      expect(parseOneEntry(text, 'meters', 'on-demand-m7g.lagre')).toBeUndefined();
      expect(parseOneEntry(text, 'meters', 'meters')).toBeUndefined();
    },
  );

  it('is what the whole file says of an instance type', () => {
    const text = readFileSync('pricing/instance-types.json', 'utf8');
    const { types, ...head } = book.instanceTypes();
    for (const [type, row] of Object.entries(types)) {
      expect(parseOneEntry(text, 'types', type)).toEqual({ ...head, types: { [type]: row } });
    }
    expect(parseOneEntry(text, 'types', 'm7g.lagre')).toBeUndefined();
  });
});
