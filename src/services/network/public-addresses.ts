import { meterTable } from '../meter-table.js';
import type { MeterInfo } from '../service.js';

/**
 * Public IPv4 addresses, billed by the hour whether something holds them or not. Load balancers and NAT gateways bill
 * their own with these meters; the service `public-ipv4` is for all others, so that none is counted twice.
 *
 * @see https://aws.amazon.com/vpc/pricing/
 */
export const ADDRESS_METERS = meterTable('vpc', {
  'public-ipv4-in-use': ['Hours', 'Public IPv4 addresses in use'],
  'public-ipv4-idle': ['Hours', 'Public IPv4 addresses, idle'],
});

/** The meter of addresses that something holds. */
export const IN_USE_METER = ADDRESS_METERS.infos[0] as MeterInfo;
