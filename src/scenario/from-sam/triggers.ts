import type { Trigger, TriggerKind } from './mapping.js';
import { propertiesOf, targetOf } from './properties.js';
import { entry, isMap, type Resource, type Value } from './template.js';

/** Trigger kinds by SAM's event source types. https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html */
const SAM_EVENTS: Readonly<Record<string, TriggerKind>> = {
  Api: 'http',
  HttpApi: 'http',
  AlexaSkill: 'http',
  Cognito: 'http',
  SQS: 'queue',
  SNS: 'queue',
  S3: 'queue',
  EventBridgeRule: 'queue',
  CloudWatchEvent: 'queue',
  CloudWatchLogs: 'queue',
  IoTRule: 'queue',
  MQ: 'queue',
  Kinesis: 'stream',
  DynamoDB: 'stream',
  MSK: 'stream',
  SelfManagedKafka: 'stream',
  DocumentDB: 'stream',
  Schedule: 'schedule',
  ScheduleV2: 'schedule',
};

/** Trigger kinds by the principal that may invoke a function. */
const PRINCIPALS: Readonly<Record<string, TriggerKind>> = {
  'apigateway.amazonaws.com': 'http',
  'elasticloadbalancing.amazonaws.com': 'http',
  'sns.amazonaws.com': 'queue',
  's3.amazonaws.com': 'queue',
};

/** A trigger and the id of the resource that it starts. */
type TriggerTarget = readonly [id: string | undefined, trigger: Trigger];

/**
 * Collects the triggers of each resource: a function's own events, and the rules, mappings, permissions and load balancers
 * that refer to it. Each kind once, and each schedule.
 */
export function collectTriggers(resources: ReadonlyMap<string, Resource>): ReadonlyMap<string, readonly Trigger[]> {
  const found = new Map<string, Trigger[]>();
  for (const [id, trigger] of [...resources.values()].flatMap((resource) => triggersFrom(resource, resources))) {
    if (id === undefined) continue;
    const known = found.get(id) ?? [];
    const isKnown = known.some(({ kind, expression }) => kind === trigger.kind && expression === trigger.expression);
    if (!isKnown) known.push(trigger);
    found.set(id, known);
  }
  return found;
}

function triggersFrom(resource: Resource, resources: ReadonlyMap<string, Resource>): TriggerTarget[] {
  // Unknown values are reported when the resource is mapped.
  const properties = propertiesOf(resource, []);
  const { id } = resource;
  switch (resource.type) {
    case 'AWS::Serverless::Function':
      return [
        ...samEvents(properties.value('Events')).map((trigger): TriggerTarget => [id, trigger]),
        ...(properties.value('FunctionUrlConfig') === undefined ? [] : [[id, { kind: 'http' }] as TriggerTarget]),
      ];
    case 'AWS::Serverless::StateMachine':
      return samEvents(properties.value('Events')).map((trigger) => [id, trigger]);
    case 'AWS::Lambda::Url':
      return [[properties.target('TargetFunctionArn'), { kind: 'http' }]];
    case 'AWS::Lambda::EventSourceMapping':
      return [[properties.target('FunctionName'), { kind: sourceKind(properties.value('EventSourceArn'), resources) }]];
    case 'AWS::Lambda::Permission': {
      const kind = PRINCIPALS[properties.text('Principal') ?? ''];
      const api = kind === 'http' ? apiKind(properties.value('SourceArn'), resources) : kind;
      return api === undefined ? [] : [[properties.target('FunctionName'), { kind: api }]];
    }
    case 'AWS::ApiGateway::Method':
      return [[properties.target('Integration.Uri'), { kind: 'http' }]];
    case 'AWS::ApiGatewayV2::Integration':
      return [[properties.target('IntegrationUri'), { kind: apiKind(properties.value('ApiId'), resources) }]];
    case 'AWS::Events::Rule':
      return properties.list('Targets').map((target): TriggerTarget => {
        const isScheduled = properties.value('ScheduleExpression') !== undefined;
        const trigger: Trigger = isScheduled
          ? { kind: 'schedule', expression: properties.text('ScheduleExpression') }
          : { kind: 'queue' };
        return [scheduledTarget(target, 'Arn'), trigger];
      });
    case 'AWS::Scheduler::Schedule':
      return [
        [
          scheduledTarget(properties.value('Target'), 'Arn'),
          { kind: 'schedule', expression: properties.text('ScheduleExpression') },
        ],
      ];
    case 'AWS::ECS::Service':
      return properties.list('LoadBalancers').length > 0 ? [[id, { kind: 'http' }]] : [];
    default:
      return [];
  }
}

/** The resource that a schedule starts: for a task its task definition. */
function scheduledTarget(target: Value, arn: string): string | undefined {
  const task = entry(entry(target, 'EcsParameters'), 'TaskDefinitionArn') as Value;
  return targetOf(task) ?? targetOf(entry(target, arn) as Value);
}

function samEvents(events: Value): Trigger[] {
  return (isMap(events) ? Object.values(events) : []).map((event) => {
    const kind = SAM_EVENTS[`${entry(event, 'Type')}`] ?? 'other';
    if (kind !== 'schedule') return { kind };
    const properties = entry(event, 'Properties');
    const expression = entry(properties, 'Schedule') ?? entry(properties, 'ScheduleExpression');
    return { kind, expression: typeof expression === 'string' ? expression : undefined };
  });
}

function sourceKind(source: Value, resources: ReadonlyMap<string, Resource>): TriggerKind {
  const type = resources.get(targetOf(source) ?? '')?.type ?? (typeof source === 'string' ? source : '');
  return type.includes('SQS') || type.includes(':sqs:') || type.includes('AmazonMQ') ? 'queue' : 'stream';
}

/** The kind of an API: WebSocket, or any other. */
function apiKind(api: Value, resources: ReadonlyMap<string, Resource>): TriggerKind {
  const { properties } = resources.get(targetOf(api) ?? '') ?? {};
  return entry(properties, 'ProtocolType') === 'WEBSOCKET' ? 'websocket' : 'http';
}
