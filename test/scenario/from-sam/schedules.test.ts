import { expect, it } from 'vitest';
import { secondsBetweenRuns } from '../../../src/scenario/from-sam/schedules.js';

const MONTH_S = 730 * 3600;

it.each([
  ['rate(1 minute)', 60],
  ['rate(5 minutes)', 300],
  ['rate(12 hours)', 43_200],
  ['cron(0 12 * * ? *)', 86_400],
  ['cron(0/15 * * * ? *)', 900],
  ['cron(0 8-17 ? * MON-FRI *)', Math.round(MONTH_S / ((10 * 5 * (730 / 24)) / 7))],
  ['cron(0,30 9 1,15 * ? *)', MONTH_S / 4],
  ['cron(0 0 L * ? *)', MONTH_S],
  ['cron(0 0 ? * 6#3 *)', MONTH_S],
])('%s runs every so many seconds', (expression, seconds) => {
  expect(secondsBetweenRuns(expression)).toBe(seconds);
});

it.each([
  'rate(0 minutes)',
  'at(2026-11-20T13:00:00)',
  'cron(0 12 * 1 ? *)',
  'cron(0 12 * * ? 2027)',
  'cron(61 * * * ? *)',
  '',
])('%s has no number of runs in every month', (expression) => {
  expect(secondsBetweenRuns(expression)).toBeUndefined();
});
