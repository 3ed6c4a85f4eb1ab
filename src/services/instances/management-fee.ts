import { quantity } from '../../model/quantity.js';
import type { NumericLine } from '../numeric-service.js';
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
  cluster: InstanceInput,
  { seconds, derivation }: InstanceTime,
): NumericLine {
  const type = instanceTypeOf(cluster);
  return {
    offer: fee.offer,
    meter: `${fee.meter}-${type}`,
    description: `${fee.words} (${type})`,
    pricingQuantity: quantity(seconds.div(3600), 'Hours'),
    pricingCategory: 'Standard',
    derivation: `${derivation} / 3600`,
  };
}
