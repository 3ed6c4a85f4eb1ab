import { type Mapper, type Mapping, type PlacedService, triggersOf } from './mapping.js';
import { entry, isMap, type Value } from './template.js';

/** The guessed number of states of a state machine without a definition; each is entered once. */
const GUESSED_STATES = 5;

/** Maps a function to one service for each kind of trigger; provisioned capacity belongs to the first. */
const lambdaFunction: Mapper = (mapping) => {
  const { resource, properties, remark } = mapping;
  const size = {
    memoryMb: properties.number('MemorySize'),
    architecture: architectureOf(properties.list('Architectures')[0]),
    ephemeralStorageMb: properties.number('EphemeralStorage.Size'),
    vpc: properties.value('VpcConfig') === undefined ? undefined : true,
  };
  const provisionedFields = {
    provisionedConcurrency: provisioned(mapping),
    snapStart: snapStart(mapping),
  };
  const invokeMode =
    properties.text('FunctionUrlConfig.InvokeMode') === 'RESPONSE_STREAM' ? 'response-stream' : undefined;
  if (properties.value('VpcConfig') !== undefined) {
    remark('note', 'runs in a VPC: outbound traffic needs a NAT gateway or VPC endpoints');
  }
  return triggersOf(mapping).map((trigger, index): PlacedService => {
    const name = index === 0 ? resource.id : `${resource.id}-${trigger.kind}${index > 1 ? `-${index}` : ''}`;
    const eventPollers = index === 0 ? pollers(mapping) : undefined;
    return {
      service: 'lambda',
      name,
      trigger,
      fields: {
        ...size,
        ...(index === 0 && provisionedFields),
        ...(trigger.kind === 'http' && { invokeMode }),
        eventPollers,
      },
    };
  });
};

function architectureOf(value: Value): string | undefined {
  return value === 'arm64' || value === 'x86_64' ? value : undefined;
}

/** Provisioned concurrency: SAM gives it at the function, CloudFormation at an alias or a version. */
function provisioned({ resource, properties, links }: Mapping): number | undefined {
  const own = properties.number('ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions');
  const published = ['AWS::Lambda::Alias', 'AWS::Lambda::Version'].flatMap((type) =>
    links.referring(type, 'FunctionName', resource.id),
  );
  const executions = published
    .map((version) =>
      entry(entry(version.properties, 'ProvisionedConcurrencyConfig'), 'ProvisionedConcurrentExecutions'),
    )
    .find((count) => count !== undefined);
  return own ?? (executions === undefined ? undefined : Number(executions));
}

function snapStart({ properties }: Mapping): string | undefined {
  if (properties.text('SnapStart.ApplyOn') !== 'PublishedVersions') return undefined;
  return /^(java|python|dotnet)/.exec(properties.text('Runtime') ?? 'java')?.[1];
}

/** What an event source mapping in provisioned mode polls. */
function pollers({ resource, links, properties }: Mapping): string | undefined {
  const events = properties.value('Events');
  const own = (isMap(events) ? Object.values(events) : []).map((event) => entry(event, 'Properties'));
  const mapped = links.referring('AWS::Lambda::EventSourceMapping', 'FunctionName', resource.id);
  const polled = [...own, ...mapped.map((mapping) => mapping.properties)].find(
    (properties) => entry(properties, 'ProvisionedPollerConfig') !== undefined,
  );
  if (polled === undefined) return undefined;
  // A self-managed Kafka cluster has no ARN; MSK names a topic.
  const isKafka = entry(polled, 'Topics') !== undefined || entry(polled, 'SelfManagedEventSource') !== undefined;
  return isKafka ? 'kafka' : 'sqs';
}

const stateMachine: Mapper = (mapping) => {
  const { resource, properties } = mapping;
  const isExpress = (properties.text('Type') ?? properties.text('StateMachineType')) === 'EXPRESS';
  const states = statesOf(properties.value('Definition')) ?? statesOf(parsed(properties.text('DefinitionString')));
  const transitions = {
    transitionsPerExecution:
      states === undefined
        ? 'state transitions of one execution'
        : `each of its ${states} states is entered once; add loops and retries`,
  };
  return triggersOf(mapping).map((trigger, index) => ({
    service: 'step-functions',
    name: index === 0 ? resource.id : `${resource.id}-${trigger.kind}${index > 1 ? `-${index}` : ''}`,
    trigger,
    fields: isExpress
      ? { workflowType: 'express' }
      : { workflowType: 'standard', transitionsPerExecution: states ?? GUESSED_STATES },
    ...(isExpress ? {} : { placeholders: transitions }),
  }));
};

/** The number of states of a definition, including those in branches and maps. */
function statesOf(definition: Value, depth = 0): number | undefined {
  const states = entry(definition, 'States');
  if (!isMap(states) || depth > 20) return undefined;
  return Object.values(states).reduce<number>((sum, state) => {
    const branches = entry(state, 'Branches');
    const inner = [
      ...(Array.isArray(branches) ? branches : []),
      entry(state, 'Iterator'),
      entry(state, 'ItemProcessor'),
    ];
    return sum + 1 + inner.reduce<number>((count, part) => count + (statesOf(part as Value, depth + 1) ?? 0), 0);
  }, 0);
}

function parsed(text: string | undefined): Value {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Functions and state machines. */
export const FUNCTION_MAPPERS: Readonly<Record<string, Mapper>> = {
  'AWS::Serverless::Function': lambdaFunction,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Serverless::StateMachine': stateMachine,
  'AWS::StepFunctions::StateMachine': stateMachine,
};
