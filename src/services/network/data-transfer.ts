import * as z from 'zod';
import { asWritten, type Decimal, nearestFloat } from '../../model/decimal.js';
import { amount } from '../../model/field.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { gbOf, unitsOf } from '../numeric-traffic-units.js';

/** Between zones of a region each side pays. https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer */
export const SIDES = 2;

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

type Input = z.output<typeof input>;

interface Transfer {
  readonly internet: Decimal;
  readonly crossAz: Decimal;
  readonly interRegion: Decimal;
  readonly steps: Readonly<Record<'internet' | 'crossAz' | 'interRegion', string>>;
}

/** Data transfer: to the internet in tiers, between zones on both sides, to other regions. */
export const dataTransfer = defineNumericService({
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

function simulate(of: Input, { traffic }: NumericContext): Simulation<Transfer> {
  const requests = unitsOf(traffic);
  const driven = (given: number | undefined, kbEach: number) =>
    given === undefined
      ? { gb: gbOf(requests, kbEach), steps: `${requests} requests × ${kbEach} KB / 1024²` }
      : { gb: asWritten(given), steps: 'as given' };
  const internet = driven(of.internetOutGb, of.responseKb ?? traffic?.responseKb ?? 0);
  const crossAz = driven(of.crossAzGb, of.crossAzKb);
  const interRegion = driven(of.interRegionGb, of.interRegionKb);
  return {
    metered: {
      internet: internet.gb,
      crossAz: crossAz.gb,
      interRegion: interRegion.gb,
      steps: { internet: internet.steps, crossAz: crossAz.steps, interRegion: interRegion.steps },
    },
    activity: { internetOutGb: nearestFloat(internet.gb) },
    ...(traffic?.hourlyRequests !== undefined && { hours: { requests: traffic.hourlyRequests } }),
    costFollows: costFollows(of),
    unused: traffic === null || of.crossAzGb !== undefined ? ['crossAzKb'] : [],
  };
}

/** Bytes that are given come at any time; the others come with the requests. */
function costFollows({ internetOutGb, crossAzGb, interRegionGb }: Input): Record<string, string> {
  return {
    ...(internetOutGb === undefined && { 'internet-out': 'requests' }),
    ...(crossAzGb === undefined && { 'cross-az': 'requests' }),
    ...(interRegionGb === undefined && { 'inter-region-out': 'requests' }),
  };
}

function meter(_of: Input, { internet, crossAz, interRegion, steps }: Transfer): NumericLine[] {
  return METERS.lines([
    ['internet-out', internet, steps.internet],
    ['cross-az', crossAz.times(SIDES), `${steps.crossAz} × ${SIDES} sides`],
    ['inter-region-out', interRegion, steps.interRegion],
  ]);
}
