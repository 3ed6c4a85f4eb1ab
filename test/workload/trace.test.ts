import { describe, expect, it } from 'vitest';
import { parseTrace } from '../../src/workload/trace.js';
import type { TraceOptions } from '../../src/workload/trace-rows.js';

const MINUTES = ['timestamp,requests', '2026-11-01T00:00:00Z,5', '2026-11-01T00:01:00Z,0', '2026-11-01T00:02:00Z,7'];
const READ = {
  startsAt: '2026-11-01T00:00:00.000Z',
  stepSeconds: 60,
  counts: Float64Array.of(5, 0, 7),
  filledSteps: 0,
};

function rows(...lines: string[]): string {
  return ['timestamp,requests', ...lines].join('\n');
}

describe('a CSV trace', () => {
  it.each([
    ['as it comes', MINUTES.join('\n')],
    ['a line end at the end', `${MINUTES.join('\n')}\n`],
    ['CRLF', `${MINUTES.join('\r\n')}\r\n`],
    ['a byte order mark', `\uFEFF${MINUTES.join('\r\n')}`],
    ['blank lines', `${MINUTES.join('\n\n')}\n\n`],
    [
      'quoted fields',
      MINUTES.map((line) =>
        line
          .split(',')
          .map((field) => `"${field}"`)
          .join(','),
      ).join('\n'),
    ],
    ['quoted fields, CRLF', MINUTES.map((line) => line.replace(/,(.*)/, ',"$1"')).join('\r\n')],
    ['semicolons', MINUTES.join('\n').replaceAll(',', ';')],
    ['tabs', MINUTES.join('\n').replaceAll(',', '\t')],
    ['the columns in another order', MINUTES.map((line) => line.split(',').reverse().join(',')).join('\n')],
    [
      'other columns, other names',
      MINUTES.join('\n')
        .replace('timestamp,requests', 'Time,Request-Count')
        .replace(/$/gm, ',x')
        .replace('Count,x', 'Count,"a ""b"", c\nd"'),
    ],
    ['a blank for T', MINUTES.join('\n').replaceAll(/(\d)T/g, '$1 ')],
    ['slashes', MINUTES.join('\n').replaceAll('-', '/')],
    ['no seconds', MINUTES.join('\n').replaceAll(':00Z', 'Z')],
    ['fractions of a second', MINUTES.join('\n').replaceAll('Z', '.000Z')],
    ['another zone', MINUTES.join('\n').replaceAll('T00', 'T02').replaceAll('Z', '+02:00')],
    ['epoch seconds', rows('1793491200,5', '1793491260,0', '1793491320,7')],
    ['epoch seconds with a point', rows('1793491200.0,5', '1793491260.0,0', '1793491320.0,7')],
    ['epoch milliseconds', rows('1793491200000,5', '1793491260000,0', '1793491320000,7')],
    ['counts with a point', MINUTES.join('\n').replaceAll(/,(\d)$/gm, ',$1.0')],
  ])('%s', (_what, text) => {
    expect(parseTrace(text)).toEqual(READ);
  });

  it('a date without a zone stays without', () => {
    expect(parseTrace(MINUTES.join('\n').replaceAll('Z', '')).startsAt).toBe('2026-11-01T00:00:00.000');
  });

  it('columns chosen by name', () => {
    const text = 'timestamp,count,value,at\n1793491200,1,2,1793491200\n1793491260,3,4,1793491230';
    expect(parseTrace(text, { countColumn: 'value' }).counts).toEqual(Float64Array.of(2, 4));
    expect(parseTrace(text, { countColumn: 'count', timeColumn: 'at' }).stepSeconds).toBe(30);
  });

  it('knows the days of a year', () => {
    const text = rows('2028-02-28T00:00:00Z,1', '2028-02-29T00:00:00Z,2', '2028-03-01T00:00:00Z,3');
    expect(parseTrace(text).stepSeconds).toBe(86_400);
    expect(parseTrace(rows('1970-01-01T00:00:00Z,1', '1970-01-01T00:01:00Z,1')).startsAt).toBe(
      '1970-01-01T00:00:00.000Z',
    );
  });

  it('gaps filled with zeros when told to', () => {
    const text = rows('1793491200,5', '1793491260,1', '1793491500,7');
    expect(parseTrace(text, { gaps: 'zero' })).toEqual({
      ...READ,
      counts: Float64Array.of(5, 1, 0, 0, 0, 7),
      filledSteps: 3,
    });
  });

  it('equal gaps are gaps', () => {
    const stamps = [0, 600, 1200, 1500, 2100, 2700].map((second) => `${1_793_491_200 + second},1`);
    expect(parseTrace(rows(...stamps), { gaps: 'zero' }).counts).toEqual(Float64Array.of(1, 0, 1, 0, 1, 1, 0, 1, 0, 1));
  });

  it('a million rows', () => {
    const lines = ['timestamp,requests'];
    for (let row = 0; row < 1_000_000; row += 1) lines.push(`${1_700_000_000 + row * 60},${row % 977}`);
    const { counts, stepSeconds } = parseTrace(lines.join('\n'));
    expect(counts.length).toBe(1_000_000);
    expect(counts[999_999]).toBe(999_999 % 977);
    expect(stepSeconds).toBe(60);
  });
});

describe('a CSV trace that is refused, by name and line', () => {
  it.each<[string, string, TraceOptions?]>([
    ['load.csv is empty', ''],
    ['load.csv line 1: one column only', 'requests\n5'],
    ['load.csv line 1: more than one kind of delimiter', 'timestamp,requests;x\n'],
    ['load.csv line 1: no column for the time among 1793491200, 5', '1793491200,5\n1793491260,6'],
    ['load.csv line 1: no column for the requests among timestamp, latency', 'timestamp,latency\n1,2'],
    ['load.csv line 1: 2 columns for the requests among timestamp, count, sum', 'timestamp,count,sum\n1,2,3'],
    ['load.csv line 1: no column for the time', MINUTES.join('\n'), { timeColumn: 'when' }],
    ['load.csv has no rows', 'timestamp,requests\n'],
    ['load.csv has one row only', rows('1793491200,5')],
    ['load.csv line 4: the same time twice', rows('1793491200,5', '1793491260,6', '1793491260,6')],
    ['load.csv line 4: the time is before', rows('1793491200,5', '1793491320,6', '1793491260,6')],
    ['load.csv line 4: no rows for 4 steps of 60 s', rows('1793491200,5', '1793491260,6', '1793491560,6')],
    ['load.csv line 5: the step changes from 60 s to 300 s', rows('0,1', '60,1', '120,1', '420,1', '720,1')],
    [
      'load.csv line 5: the step changes from 60 s to 300 s',
      rows('0,1', '60,1', '120,1', '420,1', '720,1'),
      { gaps: 'zero' },
    ],
    ['load.csv line 5: the step changes from 300 s to 60 s', rows('0,1', '300,1', '600,1', '660,1', '720,1')],
    ['load.csv line 4: 90 s after the row above, in a trace with steps of 60 s', rows('0,1', '60,1', '150,1')],
    ['load.csv line 3: a step of 0.5 s', rows('1793491200000,5', '1793491200500,6')],
    ['load.csv line 3: "-6" requests: negative', rows('1793491200,5', '1793491260,-6')],
    ['load.csv line 3: "6.5" requests: not whole', rows('1793491200,5', '1793491260,6.5')],
    ['load.csv line 3: "" requests: not a number', rows('1793491200,5', '1793491260,')],
    ['load.csv line 3: "many" requests: not a number', rows('1793491200,5', '1793491260,many')],
    ['load.csv line 3: "99999999999999999" requests: above 2^53', rows('1793491200,5', '1793491260,99999999999999999')],
    ['load.csv line 3: "yesterday" is not a time', rows('1793491200,5', 'yesterday,6')],
    ['load.csv line 3: "2026-02-30T00:00:00Z" is not a time', rows('2026-02-28T00:00:00Z,5', '2026-02-30T00:00:00Z,6')],
    ['load.csv line 2: "2026-13-01T00:00:00Z" is not a time', rows('2026-13-01T00:00:00Z,5')],
    ['load.csv line 2: "2026-12-01T24:00:00Z" is not a time', rows('2026-12-01T24:00:00Z,5')],
    ['load.csv line 3: "2026-12-01T24:00:00Z" is not a time', rows('2026-12-01T23:00:00Z,5', '2026-12-01T24:00:00Z,6')],
    ['load.csv line 3: "2026-12-01T23x01:00Z" is not a time', rows('2026-12-01T23:00:00Z,5', '2026-12-01T23x01:00Z,6')],
    ['load.csv line 2: "2026-12-01T00:00:00 CET" is not a time', rows('2026-12-01T00:00:00 CET,5')],
    ['load.csv line 2: "12/01/2026 00:00:00" is not a time', rows('12/01/2026 00:00:00,5')],
    [
      'load.csv line 3: a date without zone in a file that began with a date with zone',
      rows('2026-12-01T00:00:00Z,5', '2026-12-01T00:01:00,5'),
    ],
    [
      'load.csv line 3: a epoch milliseconds in a file that began with a epoch seconds',
      rows('1793491200,5', '1793491260000,5'),
    ],
    ['load.csv line 3: 3 fields where the first line has 2', rows('1793491200,5', '1793491260,5,5')],
    ['load.csv line 3: 1 fields where the first line has 2', rows('1793491200,5', '1793491260')],
    ['load.csv line 2: a quote that is never closed', rows('"1793491200,5')],
    ['load.csv line 2: text after a closing quote', rows('"1793491200"x,5')],
    ['load.csv spans', rows('0,5', '1,5', '1793491260,5'), { gaps: 'zero' }],
  ])('%s', (message, text, options = {}) => {
    expect(() => parseTrace(text, { name: 'load.csv', ...options })).toThrow(
      expect.objectContaining({ code: 'USAGE_INVALID', message: expect.stringContaining(message) }),
    );
  });

  it('counts the lines inside quotes', () => {
    const text = 'note,timestamp,requests\n"two\nlines",1793491200,5\nx,1793491260,-1';
    expect(() => parseTrace(text)).toThrow('The trace line 4: "-1" requests: negative');
  });
});

describe('the answer of get-metric-data', () => {
  const result = {
    Id: 'requests',
    Label: 'RequestCount',
    Timestamps: ['2026-11-01T00:02:00+00:00', '2026-11-01T00:01:00+00:00', '2026-11-01T00:00:00+00:00'],
    Values: [7.0, 0.0, 5.0],
    StatusCode: 'Complete',
  };
  const answer = (change: object = {}) =>
    JSON.stringify({ MetricDataResults: [{ ...result, ...change }], Messages: [] });

  it('newest first or oldest first', () => {
    expect(parseTrace(answer())).toEqual(READ);
    const ascending = { Timestamps: result.Timestamps.toReversed(), Values: result.Values.toReversed() };
    expect(parseTrace(`\uFEFF${answer(ascending)}`)).toEqual(READ);
  });

  it('epoch numbers', () => {
    expect(parseTrace(answer({ Timestamps: [1_793_491_320, 1_793_491_260, 1_793_491_200] }))).toEqual(READ);
  });

  it('one metric of several', () => {
    const text = JSON.stringify({
      MetricDataResults: [{ ...result, Id: 'errors', Label: 'x', Values: [0, 0, 1] }, result],
    });
    expect(parseTrace(text, { metric: 'RequestCount' })).toEqual(READ);
    expect(() => parseTrace(text)).toThrow('2 results that fit, of: errors (x), requests (RequestCount)');
    expect(() => parseTrace(text, { metric: 'latency' })).toThrow('0 results that fit');
  });

  it.each<[string, string]>([
    ['is not JSON', '{ "MetricDataResults": ['],
    ['has no MetricDataResults', '{ "Datapoints": [] }'],
    ['one page of several', JSON.stringify({ MetricDataResults: [result], NextToken: 'abc' })],
    ['PartialData', answer({ StatusCode: 'PartialData' })],
    ['no Timestamps and Values of equal length', answer({ Values: [1] })],
    ['MetricDataResults.0.Values.1: 0.5 is not whole', answer({ Values: [1, 0.5, 2] })],
    ['MetricDataResults.0.Values.0: null is not a number', answer({ Values: [null, 0.5, 2] })],
    ['MetricDataResults.0.Timestamps.0: "now" is not a time', answer({ Timestamps: ['now', 1, 2] })],
    [
      'MetricDataResults.0.Timestamps.0: no rows for 1 steps of 60 s',
      answer({ Timestamps: ['2026-11-01T00:03:00Z', '2026-11-01T00:01:00Z', '2026-11-01T00:00:00Z'] }),
    ],
  ])('%s is refused', (message, text) => {
    expect(() => parseTrace(text)).toThrow(
      expect.objectContaining({ code: 'USAGE_INVALID', message: expect.stringContaining(message) }),
    );
  });
});
