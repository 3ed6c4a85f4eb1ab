import type { Amounts } from '../../model/amounts.js';
import type { MeteredLine } from '../service.js';
import { SECONDS_PER_HOUR } from '../traffic-units.js';
import { type InstanceInput, instanceTypeOf } from './instance-input.js';
import type { InstanceTime } from './instance-lines.js';

/**
 * Meters the fee of AWS for managing instances: a share of the on-demand price for every second, however they are bought.
 *
 * @param fee `managed-instances-fee` of `ecs`, `auto-mode-fee` of `eks`
 */
export function managementFee(
  fee: { readonly offer: string; readonly meter: string; readonly description: string },
  cluster: Amounts<InstanceInput>,
  { seconds }: InstanceTime,
): MeteredLine {
  const type = instanceTypeOf(cluster);
  return {
    offer: fee.offer,
    meter: `${fee.meter}-${type}`,
    description: `${fee.description} (${type})`,
    amount: seconds.dividedBy(SECONDS_PER_HOUR),
    unit: 'Hours',
    pricingCategory: 'Standard',
  };
}
