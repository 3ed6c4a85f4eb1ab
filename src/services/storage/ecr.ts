import * as z from 'zod';
import { asWritten, Decimal, exact, nearestFloat } from '../../model/decimal.js';
import { amount, count, share } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';

/** Days of pushed images that pile up when no policy deletes them, for want of a better number. */
const UNLIMITED_DAYS = 365;

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

type Input = z.output<typeof input>;

interface Images {
  readonly kept: Decimal;
  readonly storageGb: Decimal;
}

/** Amazon ECR: images kept, and pulled out of the region. */
export const ecr = defineNumericService({
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

function simulate(registry: Input, { month }: NumericContext): Simulation<Images> {
  const kept = imagesKept(registry, month);
  const image = asWritten(registry.imageMb).div(1024);
  const more = Decimal.max(0, kept.minus(1)).times(asWritten(registry.newLayersShare));
  const first = Decimal.min(1, kept);
  const ofPushes = image.times(first.plus(more));
  const storageGb = registry.storageGb === undefined ? ofPushes : asWritten(registry.storageGb);
  const isPushed = registry.storageGb === undefined && !ofPushes.isZero();
  const isUnlimited = registry.imagesKept === undefined && registry.retentionDays === undefined;
  const pulledGb = nearestFloat(exact(registry.pulls).times(image));
  return {
    metered: { kept, storageGb },
    activity: {
      imagesKept: nearestFloat(kept),
      storageGb: nearestFloat(storageGb),
      ...(registry.pulls > 0 && { pulls: registry.pulls, pulledGb }),
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

/** Images = pushes × retention / month, no more than the policy keeps. */
function imagesKept({ pushes, imagesKept: most, retentionDays }: Input, month: Month): Decimal {
  const days = retentionDays ?? UNLIMITED_DAYS;
  const pushed = asWritten(pushes).times(asWritten(days)).times(24).div(month.hours);
  // Where only a count is kept, the repository is full of it however seldom somebody pushes.
  if (most !== undefined && retentionDays === undefined) return pushes === 0 ? exact(0) : exact(most);
  return most === undefined ? pushed : Decimal.min(most, pushed);
}

function meter(registry: Input, { kept, storageGb }: Images): NumericLine[] {
  const { imageMb, newLayersShare, publicStorageGb, internetOutGb, interRegionGb } = registry;
  const given = registry.storageGb !== undefined;
  return [
    ...METERS.lines([
      [
        'storage',
        storageGb,
        given
          ? `${storageGb} GB all month`
          : `${imageMb} MB / 1024 × (1 + (${kept} images − 1) × ${newLayersShare} new layers)`,
      ],
      ['public-storage', asWritten(publicStorageGb), `${publicStorageGb} GB all month`],
    ]),
    ...TRANSFER.lines([
      ['internet-out', asWritten(internetOutGb), 'as given'],
      ['inter-region-out', asWritten(interRegionGb), 'as given'],
    ]),
  ];
}
