import { expect, it } from 'vitest';
import { nearest } from '../../src/model/nearest.js';

it.each([
  ['memorymb', 'memoryMb'],
  ['memroyMb', 'memoryMb'],
  ['requets', 'requests'],
  ['colour', undefined],
  ['x'.repeat(1000), undefined],
])('takes %s for %s', (word, meant) => {
  expect(nearest(word, ['memoryMb', 'requests', 'architecture'])).toBe(meant);
});
