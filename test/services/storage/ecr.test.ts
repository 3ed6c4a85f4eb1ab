import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const registry = (more: object) => ({ service: 'ecr', ...more });
const month = '30d';

describe('ecr', () => {
  it('bills what is kept, private and public; 50 GB of public images are free', async () => {
    const result = await priceServices([registry({ storageGb: 1, publicStorageGb: 60 })], { freeTier: true });
    expect(linesOf(result)).toEqual([
      'storage 1 GB-Months = 0.1',
      'public-storage 60 GB-Months = 6',
      'public-storage -50 GB-Months = -5',
    ]);
  });

  it('sells public storage at one price in every region', async () => {
    const result = await priceServices([registry({ publicStorageGb: 10 })], { region: 'eu-south-2' });
    expect(linesOf(result)).toEqual(['public-storage 10 GB-Months = 1']);
  });

  it('keeps image size × pushes × retention', async () => {
    const pushed = { imageMb: 512, pushes: 60 };
    const kept = async (more: object) => linesOf(await priceServices([registry({ ...pushed, ...more })], { month }))[0];
    // 60 pushes in 30 days: 28 in 14 days, half a GB each.
    expect(await kept({ retentionDays: 14 })).toBe('storage 14 GB-Months = 1.4');
    expect(await kept({ imagesKept: 10 })).toBe('storage 5 GB-Months = 0.5');
    expect(await kept({ retentionDays: 14, imagesKept: 10 })).toBe('storage 5 GB-Months = 0.5');
    expect(await kept({ retentionDays: 1, imagesKept: 10 })).toBe('storage 1 GB-Months = 0.1');
    // The first image whole, the other nine share half of their layers with it.
    expect(await kept({ imagesKept: 10, newLayersShare: 0.5 })).toBe('storage 2.75 GB-Months = 0.275');
  });

  it('says that it counts a year of images where nothing deletes them', async () => {
    const result = await priceServices([registry({ imageMb: 1024, pushes: 30 })], { month });
    expect(linesOf(result)).toEqual(['storage 365 GB-Months = 36.5']);
    expect(result.assumptions.find(({ at }) => at.endsWith('retentionDays'))?.value).toBe('365');
  });

  it('shows what pulls move, which costs nothing within the region', async () => {
    const result = await priceServices([registry({ imageMb: 512, pulls: 300 })]);
    expect(result.monthlyUsd.isZero()).toBe(true);
    expect(result.activity.ecr).toMatchObject({ pulls: 300, pulledGb: 150 });
  });

  it('bills images that leave the region', async () => {
    const result = await priceServices([registry({ internetOutGb: 100, interRegionGb: 50 })]);
    expect(linesOf(result)).toEqual(['internet-out 100 GB = 9', 'inter-region-out 50 GB = 1']);
  });
});
