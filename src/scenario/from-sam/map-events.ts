import type { Mapper, Mapping, PlacedService } from './mapping.js';
import { entry } from './template.js';

const queue: Mapper = (mapping) => {
  const { resource, properties, links } = mapping;
  const queueType = properties.isOn('FifoQueue') ? 'fifo' : 'standard';
  if (links.deadLetterQueues.has(resource.id)) {
    return [
      {
        service: 'sqs',
        name: resource.id,
        fields: { queueType, requests: 0 },
        placeholders: { requests: 'failed messages of this dead-letter queue' },
      },
    ];
  }
  return [withSource(mapping, { service: 'sqs', name: resource.id, fields: { queueType } }, 'queue', 'messages')];
};

/** A queue or stream that triggers a function carries a workload; any other receives what requests send. */
function withSource(mapping: Mapping, placed: PlacedService, kind: 'queue' | 'stream', unit: string): PlacedService {
  return mapping.links.sources.has(mapping.resource.id)
    ? { ...placed, trigger: { kind } }
    : {
        ...placed,
        fields: { ...placed.fields, perRequest: 1 },
        placeholders: { ...placed.placeholders, perRequest: `${unit} that one request sends` },
      };
}

const topic: Mapper = ({ resource, properties, links }) => {
  const own = properties.list('Subscription').map((subscription) => entry(subscription, 'Protocol'));
  const others = links
    .referring('AWS::SNS::Subscription', 'TopicArn', resource.id)
    .map((subscription) => entry(subscription.properties, 'Protocol'));
  const httpSubscribers = [...own, ...others].filter((protocol) => /^https?$/.test(`${protocol}`)).length;
  return [
    {
      service: 'sns',
      name: resource.id,
      fields: {
        topicType: properties.isOn('FifoTopic') ? 'fifo' : 'standard',
        ...(httpSubscribers > 0 && { httpSubscribers }),
        perRequest: 1,
      },
      placeholders: { perRequest: 'messages that one request publishes' },
    },
  ];
};

const stream: Mapper = (mapping) => {
  const { resource, properties } = mapping;
  const isOnDemand = properties.text('StreamModeDetails.StreamMode') === 'ON_DEMAND';
  const fields = {
    streamMode: isOnDemand ? 'on-demand' : 'provisioned',
    ...(!isOnDemand && { shards: properties.number('ShardCount') ?? 1 }),
    retentionHours: properties.number('RetentionPeriodHours'),
  };
  return [withSource(mapping, { service: 'kinesis', name: resource.id, fields }, 'stream', 'records')];
};

const bus: Mapper = ({ resource }) => [
  {
    service: 'eventbridge',
    name: resource.id,
    fields: { use: 'custom-events', perRequest: 1 },
    placeholders: { perRequest: 'events that one request sends; events of AWS services are free' },
  },
];

const schedule: Mapper = ({ resource, properties }) => [
  {
    service: 'eventbridge',
    name: resource.id,
    trigger: { kind: 'schedule', expression: properties.text('ScheduleExpression') },
    fields: { use: 'scheduler' },
  },
];

const pipe: Mapper = ({ resource, properties }) => {
  const batch = ['SqsQueue', 'KinesisStream', 'DynamoDBStream', 'ManagedStreamingKafka']
    .map((source) => properties.number(`SourceParameters.${source}Parameters.BatchSize`))
    .find((size) => size !== undefined);
  const isFiltered = properties.value('SourceParameters.FilterCriteria') !== undefined;
  return [
    {
      service: 'eventbridge',
      name: resource.id,
      trigger: { kind: 'queue' },
      fields: { use: 'pipes', pipeBatchSize: batch, ...(isFiltered && { pipeMatchShare: 1 }) },
      ...(isFiltered && { placeholders: { pipeMatchShare: 'share of events that passes its filter' } }),
    },
  ];
};

const rule: Mapper = ({ properties, remark }) => {
  if (properties.value('EventPattern') !== undefined) {
    remark('note', 'a rule costs nothing: events of AWS services are free, and your own are billed by their bus');
  }
  return [];
};

/** Messages, events and schedules. */
export const EVENT_MAPPERS: Readonly<Record<string, Mapper>> = {
  'AWS::SQS::Queue': queue,
  'AWS::SNS::Topic': topic,
  'AWS::Kinesis::Stream': stream,
  'AWS::Events::EventBus': bus,
  'AWS::Events::Rule': rule,
  'AWS::Scheduler::Schedule': schedule,
  'AWS::Pipes::Pipe': pipe,
  'AWS::Events::Archive': ({ remark }) => {
    remark('tell', '`archiveShare` of its bus: the share of events that it keeps');
    return [];
  },
  'AWS::Events::ApiDestination': ({ remark }) => {
    remark('tell', '`apiDestinationCalls` of an `eventbridge` service');
    return [];
  },
};
