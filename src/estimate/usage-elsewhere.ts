import type { Decimal } from '../model/decimal.js';
import type { Scenario } from '../scenario/scenario.js';

/**
 * Looks up the organisation's usage elsewhere, which the scenario gives under `account` by meter (`duration-x86_64`) or by
 * service and meter (`lambda.duration-x86_64`).
 *
 * @returns units by `offer.meter`, as `rate()` takes them
 */
export function usageElsewhere({ account, designs }: Scenario): Map<string, Decimal> {
  const byOffer = new Map<string, Decimal>();
  if (account.size === 0) return byOffer;
  const services = new Set(designs.flatMap((design) => design.services.map(({ service }) => service)));
  for (const service of services) {
    for (const { offer, meter } of service.meters) {
      const used = account.get(`${service.id}.${meter}`) ?? account.get(meter);
      if (used !== undefined) byOffer.set(`${offer}.${meter}`, used);
    }
  }
  return byOffer;
}
