import * as z from 'zod';
import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount } from '../../model/field.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { gbOf, unitsOf } from '../traffic-units.js';

/** Between zones of a region each side pays. https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer */
const SIDES = Amount.of(2, 'sides');

const METERS = meterTable('data-transfer', {
  'internet-out': ['GB', 'Data transfer out to the internet'],
  'cross-az': ['GB', 'Data transfer between availability zones, each side'],
  'inter-region-out': ['GB', 'Data transfer out to another region'],
});

const gb = (title: string) => amount(1e12).optional().meta({ title, role: 'direct', unit: 'GB' });

const input = z.strictObject({
  internetOutGb: gb("GB out to the internet in the month (default: the workload's responses)"),
  crossAzGb: gb('GB between availability zones in the month, each GB once'),
  interRegionGb: gb('GB out to another region in the month'),
  responseKb: amount(1e9).optional().meta({
    title: "What a request sends to the internet (default: the workload's responseKb)",
    role: 'simulation',
    unit: 'KB',
  }),
  crossAzKb: amount(1e9).default(0).meta({
    title: 'What a request moves between zones: to the database, between tasks, behind an NLB',
    role: 'simulation',
    unit: 'KB',
    reason: 'calls that stay in their zone',
  }),
  interRegionKb: amount(1e9)
    .default(0)
    .meta({ title: 'What a request sends to another region', role: 'simulation', unit: 'KB' }),
});

type Bytes = Amounts<z.output<typeof input>>;

/** GB of the month. */
interface Transfer {
  readonly internet: Amount;
  readonly crossAz: Amount;
  readonly interRegion: Amount;
}

/** Data transfer: to the internet in tiers, between zones on both sides, to other regions. */
export const dataTransfer = defineService({
  id: 'data-transfer',
  serviceName: 'AWS data transfer',
  pricingUrl: 'https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer',
  summary: 'Bytes that leave a zone, a region or AWS; bytes that come in are free.',
  notModelled: [
    'CloudFront',
    'Direct Connect and VPN',
    'pairs of regions with a price of their own (the price is to a typical other region)',
    'headers and TLS around a payload',
  ],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(bytes: Bytes, { traffic }: SimulationContext): Simulation<Transfer> {
  const requests = unitsOf(traffic, 'requests');
  const gb = (given: Amount | undefined, kbEach: Amount) => given?.as('GB') ?? gbOf(requests, kbEach.as('KB'));
  const internet = gb(bytes.internetOutGb, bytes.responseKb ?? traffic?.responseKb ?? Amount.ZERO);
  return {
    metered: {
      internet,
      crossAz: gb(bytes.crossAzGb, bytes.crossAzKb),
      interRegion: gb(bytes.interRegionGb, bytes.interRegionKb),
    },
    activity: { internetOutGb: internet },
    ...(traffic?.hourlyRequests !== undefined && { hours: { requests: traffic.hourlyRequests } }),
    costFollows: costFollows(bytes),
    unused: traffic === null || bytes.crossAzGb !== undefined ? ['crossAzKb'] : [],
  };
}

/** Bytes that are given come at any time; the others come with the requests. */
function costFollows({ internetOutGb, crossAzGb, interRegionGb }: Bytes): Record<string, string> {
  return {
    ...(internetOutGb === undefined && { 'internet-out': 'requests' }),
    ...(crossAzGb === undefined && { 'cross-az': 'requests' }),
    ...(interRegionGb === undefined && { 'inter-region-out': 'requests' }),
  };
}

function meter(_bytes: Bytes, { internet, crossAz, interRegion }: Transfer): MeteredLine[] {
  return METERS.lines([
    ['internet-out', internet],
    ['cross-az', crossAz.times(SIDES)],
    ['inter-region-out', interRegion],
  ]);
}
