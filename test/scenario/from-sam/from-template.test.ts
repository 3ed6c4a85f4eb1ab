// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholders
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, loadPriceBook, readScenario } from '../../../src/index.js';
import { EstimatorError } from '../../../src/model/errors.js';
import { scenarioFromTemplate } from '../../../src/scenario/from-sam/from-template.js';
import type { Scenario } from '../../../src/scenario/scenario.js';
import { SERVICE_IDS } from '../../../src/services/index.js';
import { runs } from '../../property-runs.js';

const FOLDER = 'test/fixtures/templates';
const book = loadPriceBook();

interface Asked {
  readonly region?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

async function written(text: string, { region = 'us-east-1', parameters = {} }: Asked = {}) {
  return scenarioFromTemplate(text, {
    region,
    schema: './scenario.schema.json',
    parameters: new Map(Object.entries(parameters)),
  });
}

async function read(text: string): Promise<Scenario> {
  return readScenario(text, { file: 'from-sam.yaml', regions: book.regions });
}

const shop = readFileSync(`${FOLDER}/shop.sam.yaml`, 'utf8');
const containers = readFileSync(`${FOLDER}/containers.json`, 'utf8');

/** The services of a scenario by name, as written. */
async function servicesOf(text: string, asked: Asked = {}) {
  const { text: scenario } = await written(text, asked);
  const [design] = (await read(scenario)).designs;
  return Object.fromEntries(
    (design?.services ?? []).map(({ name, service, input, shared }) => [name, { id: service.id, ...input, ...shared }]),
  );
}

/** A template of these resources. */
function resources(of: object, more: object = {}): string {
  return JSON.stringify({ Resources: of, ...more });
}

describe('a scenario from a template', () => {
  it.each([
    ['SAM', shop],
    ['CloudFormation', containers],
  ])('of %s reads back and is priced', async (_kind, template) => {
    const { text, services, placeholders } = await written(template);
    const scenario = await read(text);
    expect(scenario.designs[0]?.services).toHaveLength(services);
    expect(placeholders).toBeGreaterThan(0);
    expect(text.match(/PLACEHOLDER: /g)).toHaveLength(placeholders);
    const results = compare([scenario], book).scenarios[0]?.results ?? [];
    expect(results.at(-1)?.monthlyUsd.gt(0)).toBe(true);
  });

  it('takes parameters, mappings, conditions and Globals', async () => {
    const test = await servicesOf(shop);
    expect(test.OrderFunction).toMatchObject({ id: 'lambda', memoryMb: 1024, architecture: 'arm64', share: 0.5 });
    expect(test.WorkerFunction).toMatchObject({ memoryMb: 256, ephemeralStorageMb: 2048, of: 'messages and events' });
    expect(test.CatalogFunction).toMatchObject({ architecture: 'x86_64' });
    expect(test.Database).toMatchObject({ minAcu: 0.5, maxAcu: 4, storageConfiguration: 'io-optimized' });
    expect(test.OrderFunction).toMatchObject({ provisionedConcurrency: 0 });
    expect(test).not.toHaveProperty('ProdOnly');
    const prod = await servicesOf(shop, { parameters: { Stage: 'prod', OrderMemory: '2048' } });
    expect(prod.Database).toMatchObject({ maxAcu: 32 });
    expect(prod.OrderFunction).toMatchObject({ memoryMb: 2048, provisionedConcurrency: 20 });
    expect(prod).toHaveProperty('ProdOnly');
    expect(prod).not.toHaveProperty('ReportFunction');
  });

  it('makes a workload of each way in, and all of them together', async () => {
    const { workloads } = await read((await written(shop)).text);
    expect(workloads.map(({ name }) => name)).toEqual([
      'http requests',
      'schedule rate(5 minutes)',
      'messages and events',
      'schedule cron(0 2 * * ? *)',
      'everything',
    ]);
    // Every five minutes of 730 hours; once a day.
    expect(workloads[1]?.requests).toBe(8760);
    expect([30, 31]).toContain(workloads[3]?.requests);
  });

  it('maps tables, queues, topics, state machines and what else a template holds', async () => {
    const services = await servicesOf(shop);
    expect(services.LedgerTable).toMatchObject({
      id: 'dynamodb',
      billingMode: 'provisioned',
      readCapacityUnits: 20,
      writeCapacityUnits: 10,
    });
    expect(services.OrderTable).toMatchObject({ billingMode: 'on-demand' });
    expect(services.OrderQueue).toMatchObject({ id: 'sqs', of: 'messages and events' });
    expect(services.OrderDlq).toMatchObject({ id: 'sqs', requests: 0 });
    expect(services.OrderTopic).toMatchObject({ id: 'sns', httpSubscribers: 1 });
    expect(services.Fulfilment).toMatchObject({ id: 'step-functions', transitionsPerExecution: 4 });
    expect(services.cloudwatch).toMatchObject({ retentionDays: 14, alarms: 1 });
    expect(services.xray).toMatchObject({ id: 'xray' });
  });

  it('maps ECS services with their task definitions and scaling, and tasks on a schedule', async () => {
    const services = await servicesOf(containers);
    expect(services.Web).toMatchObject({
      id: 'fargate',
      vcpu: 0.5,
      memoryGb: 1,
      architecture: 'arm64',
      minTasks: 3,
      maxTasks: 30,
    });
    expect(services.ReportTask).toMatchObject({ vcpu: 0.25, memoryGb: 0.5, taskRuns: 730 });
    expect(services.Repository).toMatchObject({ id: 'ecr', imagesKept: 20 });
    expect(services['secrets-manager']).toMatchObject({ secrets: 2 });
  });

  it('names what it left out and what it could not work out, and prices none of it at zero', async () => {
    const { remarks, text } = await written(shop);
    const of = (kind: string) => remarks.filter((remark) => remark.kind === kind).map(({ at }) => at);
    expect(of('left-out')).toEqual(expect.arrayContaining(['Search', 'Legacy']));
    expect(of('unresolved')).toEqual(expect.arrayContaining(['CatalogFunction.MemorySize', 'ReportFunction.memoryMb']));
    expect(text).toContain('#   Search: AWS::OpenSearchService::Domain: an unknown type');
    expect((await written(containers)).remarks).toContainEqual({
      kind: 'note',
      at: 'A',
      message: 'is part of a reference cycle: A → B → A',
    });
  });

  it('names services that are not there instead of writing them', async () => {
    const template = resources({ Api: { Type: 'AWS::Serverless::HttpApi' }, Queue: { Type: 'AWS::SQS::Queue' } });
    const { text } = await written(template);
    const isThere = SERVICE_IDS.includes('api-gateway');
    expect(text.includes('service: api-gateway')).toBe(isThere);
    expect(text.includes('there is no service `api-gateway`')).toBe(!isThere);
  });
});

describe('intrinsic functions', () => {
  const memory = async (value: unknown, more: object = {}) => {
    const template = resources(
      { Fn: { Type: 'AWS::Lambda::Function', Properties: { MemorySize: value } } },
      { Parameters: { Size: { Default: 512 }, List: { Type: 'CommaDelimitedList', Default: '128, 640' } }, ...more },
    );
    const { Fn } = await servicesOf(template);
    return (Fn as { memoryMb?: number } | undefined)?.memoryMb;
  };

  it.each([
    ['a number as text', '1024', 1024],
    ['Ref', { Ref: 'Size' }, 512],
    ['Sub', { 'Fn::Sub': '${Size}' }, 512],
    ['Sub with names', { 'Fn::Sub': ['${Big}', { Big: { Ref: 'Size' } }] }, 512],
    ['Join', { 'Fn::Join': ['', ['2', '56']] }, 256],
    ['Select of a list', { 'Fn::Select': [1, { Ref: 'List' }] }, 640],
    ['Select of Split', { 'Fn::Select': ['1', { 'Fn::Split': ['-', 'a-768'] }] }, 768],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'memory'] }, 896],
    ['If', { 'Fn::If': ['Yes', 384, 128] }, 384],
    ['If without a value', { 'Fn::If': ['No', 384, { Ref: 'AWS::NoValue' }] }, 128],
    ['Or with one part unknown', { 'Fn::If': ['Perhaps', 384, 128] }, 384],
  ])('%s', async (_name, value, expected) => {
    const more = {
      Mappings: { Sizes: { 'us-east-1': { memory: 896 } } },
      Conditions: {
        Yes: { 'Fn::Equals': ['a', 'a'] },
        No: { 'Fn::Not': [{ Condition: 'Yes' }] },
        Unknown: { 'Fn::Equals': [{ 'Fn::ImportValue': 'x' }, 'a'] },
        Perhaps: { 'Fn::Or': [{ Condition: 'Unknown' }, { Condition: 'Yes' }] },
      },
    };
    expect(await memory(value, more)).toBe(expected);
  });

  it.each([
    ['ImportValue', { 'Fn::ImportValue': 'x' }, 'Fn::ImportValue needs more than the template'],
    ['a missing mapping', { 'Fn::FindInMap': ['No', 'such', 'key'] }, 'no mapping No.such.key'],
    ['a name that is nowhere', { Ref: 'Nowhere' }, 'nothing is named Nowhere'],
    ['an attribute', { 'Fn::GetAtt': ['Fn', 'Size'] }, 'a reference to Fn is not a number'],
    ['a condition that leads to itself', { 'Fn::If': ['Round', 1, 2] }, 'the condition Round is not known'],
    ['a dynamic reference', '{{resolve:ssm:/memory}}', 'a dynamic reference is filled in at deployment'],
    ['text', 'large', '"large" is not a number'],
  ])('lists %s and takes the default', async (_name, value, message) => {
    const template = resources(
      { Fn: { Type: 'AWS::Lambda::Function', Properties: { MemorySize: value } } },
      { Conditions: { Round: { Condition: 'Trip' }, Trip: { 'Fn::Not': [{ Condition: 'Round' }] } } },
    );
    const { remarks } = await written(template);
    expect(remarks).toContainEqual({ kind: 'unresolved', at: 'Fn.MemorySize', message });
  });

  it('reads the short tags of YAML as the functions they stand for', async () => {
    const text = `
Parameters: { Size: { Default: 1536 }, On: { Default: 'yes' } }
Conditions: { IsOn: !Equals [!Ref On, 'yes'] }
Resources:
  Queue: { Type: AWS::SQS::Queue, Properties: { FifoQueue: !If [IsOn, true, !Ref AWS::NoValue] } }
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      MemorySize: !Sub
        - '\${A}\${B}'
        - A: !Select [0, [1, 2]]
          B: !Join ['', ['5', 36]]
  Map: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Queue.Arn, FunctionName: !Ref Fn } }
`;
    const services = await servicesOf(text);
    expect(services.Fn).toMatchObject({ memoryMb: 1536 });
    expect(services.Queue).toMatchObject({ queueType: 'fifo' });
    expect((await read((await written(text)).text)).workloads.map(({ name }) => name)).toEqual(['messages and events']);
  });
});

it('tells messages of a WebSocket from requests of other APIs', async () => {
  const text = `
Resources:
  Chat: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: WEBSOCKET } }
  Send: { Type: AWS::Lambda::Function }
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Chat
      IntegrationUri: !Sub
        - arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Arn}/invocations
        - { Arn: !GetAtt Send.Arn }
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Send
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Chat}/Prod/send
`;
  const { text: scenario } = await written(text);
  const { workloads, designs } = await read(scenario);
  expect(workloads.map(({ name, trigger }) => `${name} ${trigger}`)).toEqual(['websocket messages websocket']);
  expect(designs[0]?.services.filter(({ service }) => service.id === 'lambda')).toHaveLength(1);
});

it('reads what the CDK makes: joined addresses, custom resources, metadata', async () => {
  const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
  const template = resources({
    CDKMetadata: { Type: 'AWS::CDK::Metadata' },
    Provider: { Type: 'Custom::LogRetention', Properties: { ServiceToken: arn('Handler') } },
    Handler: { Type: 'AWS::Lambda::Function', Properties: { MemorySize: 512 } },
    Api: { Type: 'AWS::ApiGateway::RestApi' },
    Method: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        Integration: {
          Uri: {
            'Fn::Join': [
              '',
              [
                'arn:',
                { Ref: 'AWS::Partition' },
                ':apigateway:us-east-1:lambda:path/functions/',
                arn('Handler'),
                '/invocations',
              ],
            ],
          },
        },
      },
    },
    Names: { Type: 'AWS::Route53::HostedZone' },
  });
  const { text, remarks } = await written(template);
  const scenario = await read(text);
  expect(scenario.workloads.map(({ name }) => name)).toEqual(['http requests']);
  expect(scenario.designs[0]?.services.map(({ name }) => name)).toContain('Handler');
  expect(remarks.filter(({ kind }) => kind === 'left-out').map(({ at }) => at)).toContain('Names');
  expect(remarks.map(({ at }) => at)).not.toContain('Provider');
});

describe('what is no template', () => {
  it.each([
    ['', 'is empty'],
    ['Resources: [1]', 'has no map of Resources'],
    ['a: b: c', 'cannot be read: line 1'],
    ['a: 1\n---\nb: 2', 'holds 2 documents'],
    ['{"Resources": {}}', 'has no resource that can be priced'],
    ['Resources: { R: { Type: "AWS::IAM::Role" } }', 'has no resource that can be priced'],
    [`Resources: ${'{ a: '.repeat(200)}1${' }'.repeat(200)}`, 'line 1: nested more than 100 deep'],
  ])('%# is refused with the reason', async (text, message) => {
    const error = await written(text).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EstimatorError);
    expect(error).toMatchObject({ code: 'TEMPLATE_INVALID', message: expect.stringContaining(message) });
  });

  it('names an unknown parameter', async () => {
    await expect(written(shop, { parameters: { Stge: 'prod' } })).rejects.toMatchObject({
      message: 'The template has no parameter "Stge"',
      hint: expect.stringContaining('Stage'),
    });
  });

  it('stops aliases that multiply', async () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level},`.repeat(9)}]`,
    );
    const bomb = `a0: &a0 [x]\n${levels.join('\n')}\nResources: { Q: { Type: 'AWS::SQS::Queue' } }`;
    await expect(written(bomb)).rejects.toMatchObject({ code: 'TEMPLATE_INVALID' });
  });

  it('keeps comments and text in their place, whatever a template is called', async () => {
    const name = 'x"\ndesigns: []\n# \u001b[31m';
    const text = resources(
      { [name]: { Type: 'AWS::SQS::Queue' }, __proto__x: { Type: `A\nB: ${name}` } },
      { Description: name },
    );
    const { text: scenario } = await written(text);
    expect(scenario).not.toContain('\u001b');
    expect((await read(scenario)).designs).toHaveLength(1);
  });
});

describe('any template', () => {
  const scalar = fc.oneof(
    fc.constantFrom('512', 'arm64', 'EXPRESS', '', 'PAY_PER_REQUEST', '0.5 GB', 'aurora-mysql'),
    fc.integer({ min: -5, max: 100_000 }),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom(
      { Ref: 'R1' },
      { 'Fn::GetAtt': ['R0', 'Arn'] },
      { 'Fn::If': ['C', 1] },
      { 'Fn::Sub': '${R0.Arn}-${X}' },
    ),
  );
  const keys = [
    'MemorySize',
    'Architectures',
    'Events',
    'BillingMode',
    'ProvisionedThroughput',
    'Engine',
    'Cpu',
    'Memory',
    'LaunchType',
    'TaskDefinition',
    'Type',
    'Definition',
    'DefinitionString',
    'ShardCount',
    'FifoQueue',
    'Subscription',
    'ScheduleExpression',
    'EndpointConfiguration',
    'ServerlessV2ScalingConfiguration',
    'DesiredCount',
    'RetentionInDays',
    'LoadBalancers',
    'Targets',
    'SnapStart',
    'EphemeralStorage',
    'ProvisionedConcurrencyConfig',
    'StorageType',
    'Period',
  ];
  const types = [
    'AWS::Serverless::Function',
    'AWS::Lambda::Function',
    'AWS::Serverless::StateMachine',
    'AWS::DynamoDB::Table',
    'AWS::RDS::DBCluster',
    'AWS::ECS::Service',
    'AWS::ECS::TaskDefinition',
    'AWS::SQS::Queue',
    'AWS::SNS::Topic',
    'AWS::Kinesis::Stream',
    'AWS::S3::Bucket',
    'AWS::Scheduler::Schedule',
    'AWS::Events::Rule',
    'AWS::Pipes::Pipe',
    'AWS::Logs::LogGroup',
    'AWS::CloudWatch::Alarm',
    'AWS::EFS::FileSystem',
    'AWS::ECR::Repository',
    'AWS::AppSync::GraphQLApi',
    'AWS::ApiGatewayV2::Api',
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'AWS::EC2::NatGateway',
    'AWS::No::Such',
  ];
  const value = fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys, 'Type', 'Properties', 'States', 'MinCapacity', 'MaxCapacity'), scalar, {
      maxKeys: 3,
    }),
  );
  const resource = fc.record({
    Type: fc.constantFrom(...types),
    Properties: fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 6 }),
  });

  it('gives a scenario that reads back, whatever its properties hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(resource, { minLength: 1, maxLength: 6 }), async (list) => {
        const all = Object.fromEntries([
          ...list.map((each, index) => [`R${index}`, each] as const),
          ['Queue', { Type: 'AWS::SQS::Queue' }],
        ]);
        const { text } = await written(resources(all));
        await expect(read(text)).resolves.toBeDefined();
      }),
      runs(200),
    );
  });
});
