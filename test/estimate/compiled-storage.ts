import fc from 'fast-check';

const whole = (min: number, max: number) => fc.integer({ min, max });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const gb = fc.oneof(whole(0, 3000), fc.constantFrom(0, 0.25, 99.9, 100.5));
const hours = fc.constantFrom(0, 100, 365.5, 672);
const throughput = fc.constantFrom(125, 126, 500, 2000);

/** Designs of the services that keep volumes, images and applications, in the words of their own fields. */
export const storage: Readonly<Record<string, fc.Arbitrary<object>>> = {
  ebs: fc
    .record({
      type: fc.constantFrom(
        { volumeType: 'gp3' },
        { volumeType: 'gp3', iops: 3000 },
        { volumeType: 'gp3', iops: 16_000, throughputMibps: 1000 },
        { volumeType: 'io2', iops: 100 },
        { volumeType: 'io1', iops: 32_000 },
        { volumeType: 'gp2' },
        { volumeType: 'st1' },
      ),
      volumes: fc.constantFrom(0, 1, 2.5, 40),
      sizeGb: gb,
      hoursPerVolume: maybe(hours),
      snapshotGb: gb,
    })
    .map(({ type, ...volumes }) => ({ ...volumes, ...type })),
  ecr: fc.record({
    storageGb: maybe(gb),
    publicStorageGb: gb,
    internetOutGb: gb,
    interRegionGb: gb,
    pulls: whole(0, 1000),
    imageMb: fc.constantFrom(0, 250, 1024, 333.3),
    pushes: fc.constantFrom(0, 1, 60.5, 3000),
    imagesKept: maybe(whole(1, 100)),
    retentionDays: maybe(fc.constantFrom(0, 1, 14, 90)),
    newLayersShare: fc.constantFrom(0, 0.3, 1),
  }),
  'serverless-application-repository': fc.constant({}),
};

/** Numbers of those services that may be varied. */
export const ofStorage: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<number>>>>> = {
  ebs: {
    volumes: fc.constantFrom(0, 1, 2.5, 40),
    sizeGb: gb,
    hoursPerVolume: hours,
    iops: fc.oneof(whole(100, 80_000), fc.constantFrom(100, 2999, 3000, 3500, 32_000, 32_001)),
    throughputMibps: throughput,
    snapshotGb: gb,
  },
  ecr: {
    storageGb: gb,
    publicStorageGb: gb,
    internetOutGb: gb,
    interRegionGb: gb,
    imageMb: fc.oneof(whole(0, 5000), fc.constantFrom(0, 0.5, 333.3)),
    pushes: fc.oneof(whole(0, 5000), fc.constantFrom(0, 0.5, 60.5)),
    imagesKept: whole(1, 300),
    retentionDays: fc.oneof(whole(0, 400), fc.constantFrom(0, 1.5)),
    newLayersShare: fc.constantFrom(0, 0.1, 0.5, 1),
  },
};
