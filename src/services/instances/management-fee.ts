import type { Amounts } from '../../model/amounts.js';
import type { MeteredLine } from '../service.js';
import { SECONDS_PER_HOUR } from '../traffic-units.js';
import { type InstanceInput, instanceTypeOf } from './instance-input.js';
import type { InstanceTime } from './instance-lines.js';

/**
 * What AWS takes for running instances itself: for every second of them, however they are bought, a share of the
 * on-demand price.
 *
 * @param fee `managed-instances-fee` of `ecs`, `auto-mode-fee` of `eks`
 */
export function managementFee(
  fee: { readonly offer: string; readonly meter: string; readonly words: string },
  cluster: Amounts<InstanceInput>,
  { seconds }: InstanceTime,
): MeteredLine {
  const type = instanceTypeOf(cluster);
  return {
    offer: fee.offer,
    meter: `${fee.meter}-${type}`,
    description: `${fee.words} (${type})`,
    amount: seconds.dividedBy(SECONDS_PER_HOUR),
    unit: 'Hours',
    pricingCategory: 'Standard',
  };
}
