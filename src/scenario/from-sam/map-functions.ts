import { type Mapper, type Mapping, type Placed, triggersOf } from './placing.js';
import { entry, isMap, type Value } from './template.js';

/** A state machine is guessed to enter each of its states once; without its definition, this many. */
const GUESSED_STATES = 5;

/** A line for each kind of request that runs a function; what is provisioned stands once. */
const fn: Mapper = (mapping) => {
  const { resource, properties, remark } = mapping;
  const size = {
    memoryMb: properties.number('MemorySize'),
    architecture: architectureOf(properties.list('Architectures')[0]),
    ephemeralStorageMb: properties.number('EphemeralStorage.Size'),
    vpc: properties.value('VpcConfig') === undefined ? undefined : true,
  };
  const once = {
    provisionedConcurrency: provisioned(mapping),
    snapStart: snapStart(mapping),
  };
  const invokeMode =
    properties.text('FunctionUrlConfig.InvokeMode') === 'RESPONSE_STREAM' ? 'response-stream' : undefined;
  if (properties.value('VpcConfig') !== undefined) {
    remark('note', 'runs in a VPC: what leaves it needs a NAT gateway or endpoints');
  }
  return triggersOf(mapping).map((trigger, index): Placed => {
    const name = index === 0 ? resource.id : `${resource.id}-${trigger.kind}${index > 1 ? `-${index}` : ''}`;
    const eventPollers = index === 0 ? pollers(mapping) : undefined;
    return {
      service: 'lambda',
      name,
      trigger,
      fields: { ...size, ...(index === 0 && once), ...(trigger.kind === 'http' && { invokeMode }), eventPollers },
    };
  });
};

function architectureOf(value: Value): string | undefined {
  return value === 'arm64' || value === 'x86_64' ? value : undefined;
}

/** On the function in SAM, on an alias or a version of it otherwise. */
function provisioned({ resource, properties, links }: Mapping): number | undefined {
  const own = properties.number('ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions');
  const published = ['AWS::Lambda::Alias', 'AWS::Lambda::Version'].flatMap((type) =>
    links.pointing(type, 'FunctionName', resource.id),
  );
  const executions = published
    .map((of) => entry(entry(of.properties, 'ProvisionedConcurrencyConfig'), 'ProvisionedConcurrentExecutions'))
    .find((count) => count !== undefined);
  return own ?? (executions === undefined ? undefined : Number(executions));
}

function snapStart({ properties }: Mapping): string | undefined {
  if (properties.text('SnapStart.ApplyOn') !== 'PublishedVersions') return undefined;
  return /^(java|python|dotnet)/.exec(properties.text('Runtime') ?? 'java')?.[1];
}

/** Event source mappings in provisioned mode, by what they poll. */
function pollers({ resource, links, properties }: Mapping): string | undefined {
  const events = properties.value('Events');
  const own = (isMap(events) ? Object.values(events) : []).map((event) => entry(event, 'Properties'));
  const mapped = links.pointing('AWS::Lambda::EventSourceMapping', 'FunctionName', resource.id);
  const polled = [...own, ...mapped.map((of) => of.properties)].find(
    (of) => entry(of, 'ProvisionedPollerConfig') !== undefined,
  );
  if (polled === undefined) return undefined;
  // A source without an ARN is a Kafka cluster of one's own; a stream of MSK names a topic.
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
        ? 'state transitions of an execution'
        : `every one of its ${states} states entered once; loops and retries count again`,
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

/** States of a definition, those in branches and maps included. */
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
    return sum + 1 + inner.reduce<number>((of, each) => of + (statesOf(each as Value, depth + 1) ?? 0), 0);
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
  'AWS::Serverless::Function': fn,
  'AWS::Lambda::Function': fn,
  'AWS::Serverless::StateMachine': stateMachine,
  'AWS::StepFunctions::StateMachine': stateMachine,
};
