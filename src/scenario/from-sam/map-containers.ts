import { type Field, type Mapper, type Mapping, type PlacedService, triggersOf } from './mapping.js';
import { type Properties, propertiesOf } from './properties.js';
import { secondsBetweenRuns } from './schedules.js';
import { entry } from './template.js';

const HOURS_S = 730 * 3600;
/** The guessed duration of a scheduled task. */
const GUESSED_RUN_S = 60;

/** Services by launch type. */
const LAUNCH_TYPES: Readonly<Record<string, string>> = { FARGATE: 'fargate', EC2: 'ecs-ec2', EXTERNAL: 'ecs-anywhere' };

const ecsService: Mapper = (mapping) => {
  const { resource, properties, resources, remark } = mapping;
  const providers = properties.list('CapacityProviderStrategy').map((item) => `${entry(item, 'CapacityProvider')}`);
  const isSpot = providers.length > 0 && providers.every((name) => name === 'FARGATE_SPOT');
  if (!isSpot && providers.includes('FARGATE_SPOT')) {
    remark('tell', 'mixes FARGATE and FARGATE_SPOT: split it into two services, each with its `share`');
  }
  const isFargate = providers.some((name) => name.startsWith('FARGATE'));
  const launchType = isFargate
    ? 'FARGATE'
    : (properties.text('LaunchType') ?? (providers.length > 0 ? 'EC2' : undefined));
  const service = LAUNCH_TYPES[launchType ?? 'EC2'] ?? 'ecs-ec2';
  if (service === 'ecs-ec2') remark('tell', '`instanceType` of the instances that its tasks run on');
  const task = resources.get(properties.target('TaskDefinition') ?? '');
  if (task === undefined) remark('unresolved', 'its task definition is not in the template: the default size is used');
  const size = task === undefined ? {} : sizeOf(propertiesOf(task, []), service, remark);
  const [trigger] = triggersOf(mapping);
  return [
    {
      service,
      name: resource.id,
      ...(trigger !== undefined && { trigger }),
      fields: {
        ...size,
        ...(isSpot && { capacityProvider: 'FARGATE_SPOT' }),
        ...taskLimits(mapping),
      },
    },
  ];
};

/** The limits of its scalable target; without one, the desired count. */
function taskLimits({ resource, properties, links }: Mapping): Record<string, number | undefined> {
  const [target] = links.referring('AWS::ApplicationAutoScaling::ScalableTarget', 'ResourceId', resource.id);
  const desired = properties.number('DesiredCount') ?? 1;
  if (target === undefined) return { minTasks: desired, maxTasks: Math.max(1, desired) };
  const limits = propertiesOf(target, []);
  return { minTasks: limits.number('MinCapacity') ?? desired, maxTasks: limits.number('MaxCapacity') };
}

/** vCPU and GB of a task definition, or the sum of its containers. */
function sizeOf(task: Properties, service: string, remark: Mapping['remark']): Record<string, Field | undefined> {
  const containers = task.list('ContainerDefinitions');
  const total = (key: string) =>
    containers.reduce<number>((sum, container) => sum + (Number(entry(container, key)) || 0), 0) || undefined;
  const vcpu = vcpuOf(task.text('Cpu')) ?? vcpuOf(total('Cpu'));
  const memoryGb = gbOf(task.text('Memory')) ?? gbOf(total('Memory') ?? total('MemoryReservation'));
  if (vcpu === undefined || memoryGb === undefined)
    remark('unresolved', 'the size of its tasks is not known: the default is used');
  if (service !== 'fargate') return { vcpu, memoryGb };
  const isWindows = (task.text('RuntimePlatform.OperatingSystemFamily') ?? '').startsWith('WINDOWS');
  return {
    vcpu,
    memoryGb,
    architecture: task.text('RuntimePlatform.CpuArchitecture') === 'ARM64' ? 'arm64' : undefined,
    operatingSystem: isWindows ? 'windows' : undefined,
    ephemeralStorageGb: task.number('EphemeralStorage.SizeInGiB'),
  };
}

/** `256` units, `.25 vCPU`, `1 vcpu`. */
function vcpuOf(text: string | number | undefined): number | undefined {
  const [, number, unit] = /^\s*([\d.]+)\s*(vcpu)?\s*$/i.exec(`${text ?? ''}`) ?? [];
  if (number === undefined) return undefined;
  return unit === undefined ? Number(number) / 1024 : Number(number);
}

/** `512` MB, `0.5GB`, `1 GB`. */
function gbOf(text: string | number | undefined): number | undefined {
  const [, number, unit] = /^\s*([\d.]+)\s*(gb)?\s*$/i.exec(`${text ?? ''}`) ?? [];
  if (number === undefined) return undefined;
  return unit === undefined ? Number(number) / 1024 : Number(number);
}

/** Maps a task definition that no service runs: a scheduled task, or one that is started manually. */
const taskDefinition: Mapper = (mapping): PlacedService[] => {
  const { resource, properties, links, triggers, remark } = mapping;
  if (links.referring('AWS::ECS::Service', 'TaskDefinition', resource.id).length > 0) return [];
  const runs = (triggers.get(resource.id) ?? []).map(({ expression }) => secondsBetweenRuns(expression ?? ''));
  const [seconds] = runs;
  if (seconds === undefined) {
    remark('left-out', 'is started manually: add `fargate` with `taskRuns` and `runSeconds`');
    return [];
  }
  return [
    {
      service: 'fargate',
      name: resource.id,
      fields: {
        ...sizeOf(properties, 'fargate', remark),
        taskRuns: Math.round(HOURS_S / seconds),
        runSeconds: GUESSED_RUN_S,
      },
      placeholders: { runSeconds: 'duration of one run' },
    },
  ];
};

/** ECS services and tasks. */
export const CONTAINER_MAPPERS: Readonly<Record<string, Mapper>> = {
  'AWS::ECS::Service': ecsService,
  'AWS::ECS::TaskDefinition': taskDefinition,
};
