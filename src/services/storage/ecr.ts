import * as z from 'zod';
import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount, count, share } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { monthHours } from '../traffic-units.js';

/** Days of images counted where no lifecycle policy deletes them. */
const UNLIMITED_DAYS = 365;
const MB_PER_GB = 1024;

const METERS = meterTable('ecr', {
  storage: ['GB-Months', 'Storage (private repositories)'],
  'public-storage': ['GB-Months', 'Storage (public repositories)'],
});
const TRANSFER = meterTable('data-transfer', {
  'internet-out': ['GB', 'Data transfer out to the internet (private images)'],
  'inter-region-out': ['GB', 'Data transfer out to other regions (private images)'],
});

const gb = (title: string) => amount(1e9).default(0).meta({ title, role: 'direct', unit: 'GB' });

const input = z.strictObject({
  storageGb: amount(1e9).optional().meta({
    title: 'Private images kept, on average over the month (default: from pushes and the lifecycle policy)',
    role: 'direct',
    unit: 'GB',
  }),
  publicStorageGb: gb('Public images kept, on average over the month'),
  internetOutGb: gb('Private images pulled over the internet in the month'),
  interRegionGb: gb('Private images pulled or replicated to other regions in the month'),
  pulls: count().default(0).meta({ title: 'Images pulled in the region in the month', role: 'direct', unit: 'count' }),
  imageMb: amount(1_048_576)
    .default(0)
    .meta({ title: 'Compressed size of an image', role: 'configuration', unit: 'MB' }),
  pushes: amount(1e9).default(0).meta({ title: 'Images pushed in the month', role: 'direct', unit: 'count' }),
  imagesKept: count(100_000, 1)
    .optional()
    .meta({ title: 'Images the lifecycle policy keeps (imageCountMoreThan)', role: 'configuration', unit: 'count' }),
  retentionDays: amount(3653)
    .optional()
    .meta({ title: 'Days the lifecycle policy keeps an image (sinceImagePushed)', role: 'configuration' }),
  newLayersShare: share().default(1).meta({
    title: 'Share of an image that is new with each push; layers in common are kept once',
    role: 'simulation',
    reason: 'no layers in common',
  }),
});

type Repositories = Amounts<z.output<typeof input>>;

interface Images {
  readonly storageGb: Amount;
}

/** Amazon ECR: images kept, and pulled out of the region. */
export const ecr = defineService({
  id: 'ecr',
  serviceName: 'Amazon ECR',
  pricingUrl: 'https://aws.amazon.com/ecr/pricing/',
  summary: 'Container images, billed by GB kept; pulls within the region are free.',
  notModelled: [
    'a NAT gateway that pulls go through (`pulledGb` of the activity is what it processes)',
    'data transfer of public repositories beyond its allowances',
    'enhanced scanning (Amazon Inspector), signing, KMS keys of your own',
    'the offers of the first 12 months',
  ],
  meters: [...METERS.infos, ...TRANSFER.infos],
  input,
  simulate,
  meter,
});

function simulate(registry: Repositories, { month }: SimulationContext): Simulation<Images> {
  const { pulls } = registry;
  const imageGb = registry.imageMb.as('MB').dividedBy(MB_PER_GB);
  const kept = imagesKept(registry, month);
  // The first image is kept whole, the others without the layers they have in common with it.
  const first = kept.min(1);
  const others = kept.minus(1).max(0).times(registry.newLayersShare.as('(new layers)'));
  const pushedGb = imageGb.times(first.plus(others));
  const storageGb = registry.storageGb?.as('GB all month') ?? pushedGb;
  const isPushed = registry.storageGb === undefined && !pushedGb.exact.isZero();
  const isUnlimited = registry.imagesKept === undefined && registry.retentionDays === undefined;
  return {
    metered: { storageGb },
    activity: {
      imagesKept: kept,
      storageGb,
      ...(!pulls.exact.isZero() && { pulls, pulledGb: pulls.times(imageGb) }),
    },
    unused: isPushed ? [] : ['newLayersShare'],
    assumptions:
      isPushed && isUnlimited
        ? [
            {
              at: 'retentionDays',
              value: `${UNLIMITED_DAYS}`,
              reason: 'no lifecycle policy deletes images: those of a year are counted',
            },
          ]
        : [],
  };
}

/** Images = pushes × retention / month, at most as many as the policy keeps. */
function imagesKept({ pushes, imagesKept: limit, retentionDays }: Repositories, month: Month): Amount {
  // Where the policy only counts images, the repository is full however seldom one is pushed.
  if (limit !== undefined && retentionDays === undefined) return pushes.isZero() ? Amount.ZERO : limit.as('images');
  const days = (retentionDays ?? Amount.of(UNLIMITED_DAYS)).as('days');
  const pushed = pushes.as('pushes').times(days).times(24).dividedBy(monthHours(month));
  return limit === undefined ? pushed : pushed.min(limit.as('images'));
}

function meter(registry: Repositories, { storageGb }: Images): MeteredLine[] {
  return [
    ...METERS.lines([
      ['storage', storageGb],
      ['public-storage', registry.publicStorageGb.as('GB all month')],
    ]),
    ...TRANSFER.lines([
      ['internet-out', registry.internetOutGb.as('GB')],
      ['inter-region-out', registry.interRegionGb.as('GB')],
    ]),
  ];
}
