import { describe, expect, it } from 'vitest';
import { parseMonth } from '../../src/model/month.js';

describe('parseMonth()', () => {
  it.each([
    ['730h', 730, 0],
    ['30d', 720, 0],
    ['31d', 744, 0],
    ['2026-11', 720, 6],
    ['2028-02', 696, 1],
    ['2026-02', 672, 6],
  ])('%s has %i hours and starts on weekday %i', (label, hours, startWeekday) => {
    expect(parseMonth(label)).toEqual({ label, hours, seconds: hours * 3600, startWeekday });
  });

  it.each(['', '0h', '745h', '32d', '2026-13', '2026-00', '730', 'november', '1.5d', '-1d'])(
    'refuses "%s"',
    (label) => {
      expect(parseMonth(label)).toBeUndefined();
    },
  );
});
