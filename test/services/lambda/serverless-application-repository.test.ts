import { expect, it } from 'vitest';
import { priceServices } from '../../price-services.js';

it('the repository costs nothing, and says what does', async () => {
  const result = await priceServices([{ service: 'serverless-application-repository' }]);
  expect(result.monthlyUsd.isZero()).toBe(true);
  expect(result.warnings.join()).toContain('crossover scenario new --from-sam');
});
