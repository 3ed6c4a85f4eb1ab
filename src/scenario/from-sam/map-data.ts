import type { Mapper, Mapping } from './mapping.js';
import { entry } from './template.js';

/** The guessed size of stored data, which a template does not contain. */
const GUESSED_GB = 10;
const STORED = 'GB stored, on average over the month';

const table: Mapper = (mapping) => {
  const { resource, properties, remark } = mapping;
  const throughput = throughputOf(mapping);
  const isProvisioned = throughput !== undefined;
  const isInfrequent = properties.text('TableClass') === 'STANDARD_INFREQUENT_ACCESS';
  const isRecovered = properties.isOn('PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled');
  if (properties.list('GlobalSecondaryIndexes').length > 0) {
    remark('tell', 'count the writes to its secondary indexes in `writesPerRequest`');
  }
  if (properties.list('Replicas').length > 1) remark('left-out', 'replicas in other regions');
  return [
    {
      service: 'dynamodb',
      name: resource.id,
      fields: {
        billingMode: isProvisioned ? 'provisioned' : 'on-demand',
        ...(isProvisioned && { readCapacityUnits: throughput.read, writeCapacityUnits: throughput.write }),
        [isInfrequent ? 'infrequentAccessGb' : 'storageGb']: GUESSED_GB,
        ...(isRecovered && { pointInTimeRecoveryGb: GUESSED_GB }),
        readsPerRequest: 1,
        writesPerRequest: 1,
      },
      placeholders: {
        [isInfrequent ? 'infrequentAccessGb' : 'storageGb']: STORED,
        ...(isRecovered && { pointInTimeRecoveryGb: 'as large as the table' }),
        readsPerRequest: 'items that one request reads',
        writesPerRequest: 'items that one request writes',
      },
    },
  ];
};

/** The provisioned capacity; undefined for on-demand, the default of SAM's simple table but not of CloudFormation's table. */
function throughputOf({ resource, properties }: Mapping): { read: number; write: number } | undefined {
  const isSimple = resource.type === 'AWS::Serverless::SimpleTable';
  const mode = properties.text('BillingMode') ?? (isSimple ? 'PAY_PER_REQUEST' : 'PROVISIONED');
  const read = properties.number('ProvisionedThroughput.ReadCapacityUnits');
  const write = properties.number('ProvisionedThroughput.WriteCapacityUnits');
  if (mode === 'PAY_PER_REQUEST' && !(isSimple && read !== undefined)) return undefined;
  return { read: read ?? 1, write: write ?? 1 };
}

const bucket: Mapper = ({ resource }) => [
  {
    service: 's3',
    name: resource.id,
    fields: { storageGb: GUESSED_GB, getsPerRequest: 1, putsPerRequest: 0 },
    placeholders: {
      storageGb: STORED,
      getsPerRequest: 'objects that one request reads',
      putsPerRequest: 'objects that one request writes',
    },
  },
];

const cluster: Mapper = (mapping) => {
  const { resource, properties, remark } = mapping;
  const engine = /^aurora-(mysql|postgresql)$/.exec(properties.text('Engine') ?? '')?.[1];
  if (engine === undefined) {
    remark('left-out', `a database cluster of engine ${properties.text('Engine') ?? 'unknown'}`);
    return [];
  }
  const fields = {
    engine,
    storageConfiguration: properties.text('StorageType') === 'aurora-iopt1' ? 'io-optimized' : 'standard',
    storageGb: GUESSED_GB,
  };
  const placeholders = { storageGb: 'GB of the cluster; give `ioRequests` and `backupGb` too' };
  const classes = instanceClasses(mapping);
  const provisioned = classes.filter((name) => name !== 'db.serverless');
  const isServerless = properties.value('ServerlessV2ScalingConfiguration') !== undefined;
  if (provisioned.length === 0 && !isServerless) {
    remark('left-out', 'a cluster without instances in the template');
    return [];
  }
  const [instanceClass] = provisioned;
  if (instanceClass === undefined) {
    const minAcu = properties.number('ServerlessV2ScalingConfiguration.MinCapacity');
    const maxAcu = properties.number('ServerlessV2ScalingConfiguration.MaxCapacity');
    return [
      {
        service: 'aurora-serverless',
        name: resource.id,
        fields: { ...fields, minAcu, maxAcu, ...readersOf(classes) },
        placeholders,
      },
    ];
  }
  if (new Set(classes).size > 1) remark('tell', `instances of several classes: ${[...new Set(classes)].join(', ')}`);
  return [
    {
      service: 'aurora-provisioned',
      name: resource.id,
      fields: { ...fields, instanceClass, ...readersOf(classes) },
      placeholders,
    },
  ];
};

/** The first instance of a cluster writes, the others read. */
function readersOf(classes: readonly string[]): { readers?: number } {
  return classes.length > 1 ? { readers: classes.length - 1 } : {};
}

/** Classes of the instances of a cluster. */
function instanceClasses({ resource, links }: Mapping): string[] {
  const instances = links.referring('AWS::RDS::DBInstance', 'DBClusterIdentifier', resource.id);
  return instances.map(({ properties }) => `${entry(properties, 'DBInstanceClass')}`);
}

const instance: Mapper = ({ properties, remark }) => {
  if (properties.value('DBClusterIdentifier') === undefined) {
    remark('left-out', `a database instance (${properties.text('Engine') ?? 'engine unknown'}) that is not Aurora`);
  }
  return [];
};

const repository: Mapper = ({ resource, properties }) => {
  const policy = properties.text('LifecyclePolicy.LifecyclePolicyText') ?? '';
  const kept = /"countType"\s*:\s*"imageCountMoreThan"[^}]*?"countNumber"\s*:\s*(\d+)/s.exec(policy)?.[1];
  const days = /"countType"\s*:\s*"sinceImagePushed"[^}]*?"countNumber"\s*:\s*(\d+)/s.exec(policy)?.[1];
  return [
    {
      service: 'ecr',
      name: resource.id,
      fields: {
        imageMb: 500,
        pushes: 30,
        ...(kept !== undefined && { imagesKept: Number(kept) }),
        ...(days !== undefined && { retentionDays: Number(days) }),
      },
      placeholders: { imageMb: 'compressed size of an image', pushes: 'images pushed per month' },
    },
  ];
};

const files: Mapper = ({ resource, properties }) => {
  const mode = properties.text('ThroughputMode');
  const isOneZone = properties.text('AvailabilityZoneName') !== undefined;
  return [
    {
      service: 'efs',
      name: resource.id,
      fields: {
        [isOneZone ? 'oneZoneGb' : 'storageGb']: GUESSED_GB,
        throughputMode: mode ?? 'bursting',
        provisionedMibps: properties.number('ProvisionedThroughputInMibps'),
      },
      placeholders: { [isOneZone ? 'oneZoneGb' : 'storageGb']: STORED },
    },
  ];
};

/** Stored data: tables, objects, databases, images, files, secrets, keys. */
export const DATA_MAPPERS: Readonly<Record<string, Mapper>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Serverless::SimpleTable': table,
  'AWS::S3::Bucket': bucket,
  'AWS::RDS::DBCluster': cluster,
  'AWS::RDS::DBInstance': instance,
  'AWS::ECR::Repository': repository,
  'AWS::EFS::FileSystem': files,
  'AWS::SecretsManager::Secret': () => [
    { service: 'secrets-manager', name: 'secrets-manager', fields: { secrets: 1 }, counted: 'secrets' },
  ],
  'AWS::KMS::Key': () => [{ service: 'kms', name: 'kms', fields: { keys: 1 }, counted: 'keys' }],
};
