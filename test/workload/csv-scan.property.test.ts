import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldText, nextRecord, openCsv } from '../../src/workload/csv-scan.js';
import { runs } from '../property-runs.js';

interface Row {
  readonly line: number;
  readonly fields: readonly string[];
}

/** Undefined where the text is refused. */
function scanned(text: string): Row[] | undefined {
  try {
    const scan = openCsv(text, 'x.csv', 'a,b');
    const rows: Row[] = [];
    while (nextRecord(scan)) {
      const fields = Array.from({ length: scan.fields }, (_, column) => fieldText(scan, column));
      rows.push({ line: scan.line, fields });
    }
    return rows;
  } catch (error) {
    expect(error).toMatchObject({ code: 'USAGE_INVALID' });
    return undefined;
  }
}

/** The same by csv-parse, which counts the lines up to the end of a record. */
function parsed(text: string): Row[] | undefined {
  let line = 1;
  const options = { bom: true, info: true, relax_column_count: true, record_delimiter: ['\n', '\r\n'] };
  try {
    const records = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    return records.flatMap(({ record, info }) => {
      const row = { line, fields: record };
      line = info.lines + 1;
      return record.length === 1 && record[0]?.trim() === '' ? [] : [row];
    });
  } catch {
    return undefined;
  }
}

describe('a CSV text is read as csv-parse reads it', () => {
  const field = fc.oneof(fc.stringMatching(/^[a-z0-9.]{0,4}$/), fc.stringMatching(/^[a-z,"\n; ]{0,6}$/));
  const end = fc.constantFrom('\n', '\r\n');
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

  it('with quotes, ends of lines and delimiters inside of fields', () => {
    const rows = fc.array(fc.tuple(fc.array(fc.tuple(field, fc.boolean()), { minLength: 1, maxLength: 4 }), end));
    fc.assert(
      fc.property(rows, fc.constantFrom('', '\uFEFF'), (of, mark) => {
        const lines = of.map(
          ([fields, lineEnd]) =>
            fields.map(([text, isQuoted]) => (isQuoted || /[,"\n;]/.test(text) ? quoted(text) : text)).join(',') +
            lineEnd,
        );
        const text = `${mark}a,b\n${lines.join('')}`;
        expect(scanned(text)).toEqual(parsed(text));
      }),
      runs(500),
    );
  });

  it('whatever the text is, where both take it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a,"\n\r ]{0,14}$/), (rest) => {
        const text = `a,b\n${rest}\n`;
        const [own, other] = [scanned(text), parsed(text)].map((rows) => rows?.map(({ fields }) => fields));
        if (own !== undefined && other !== undefined) expect(own).toEqual(other);
        if (other !== undefined) expect(own).toBeDefined();
      }),
      runs(2000),
    );
  });
});
