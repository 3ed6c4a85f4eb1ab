import type { Decimal } from '../model/decimal.js';
import type { Scenario } from '../scenario/scenario.js';

/**
 * Usage elsewhere in the organisation, by `offer.meter` as rating wants it. The scenario names a meter alone
 * (`duration-x86_64`) or with its service (`lambda.duration-x86_64`).
 */
export function accountByOffer({ account, designs }: Scenario): Map<string, Decimal> {
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
