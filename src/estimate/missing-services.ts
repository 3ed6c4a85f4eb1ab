import { EstimatorError } from '../model/errors.js';
import type { MissingService } from '../model/report.js';
import type { PriceBook } from '../prices/price-book.js';
import type { Scenario } from '../scenario/scenario.js';
import { priceUsage, simulateServices, totalOf, type Usage } from './estimate.js';

/**
 * Prices the companions that a design needs but does not list, each by itself. Those that cost nothing are left out.
 *
 * @returns `monthlyUsd` null where the region has no price for it
 */
export function missingServices(scenario: Scenario, usage: Usage, book: PriceBook): MissingService[] {
  const { workload, design } = usage;
  return (design.companions ?? []).flatMap((placed): MissingService[] => {
    const upstream = new Map(usage.services.map(({ placed, activityAmounts }) => [placed.name, activityAmounts]));
    const alone = simulateServices([placed], upstream, { scenario, workload, book });
    const missing = { service: placed.service.id, why: placed.reason ?? '' };
    try {
      const monthlyUsd = totalOf(priceUsage(scenario, { workload, design, ...alone }, book, scenario.freeTier));
      return monthlyUsd.isZero() ? [] : [{ ...missing, monthlyUsd }];
    } catch (error) {
      if (!(error instanceof EstimatorError) || error.code !== 'PRICE_NOT_FOUND') throw error;
      return [{ ...missing, monthlyUsd: null }];
    }
  });
}
