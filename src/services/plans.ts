import type { ServicePlan } from './service-plan.js';

/** Plans by service id, loaded when a design is compiled. Services without one are priced the full way. */
const LOADERS: Readonly<Record<string, () => Promise<ServicePlan>>> = {
  lambda: async () => (await import('./lambda/lambda-plan.js')).lambdaPlan,
  fargate: async () => (await import('./ecs/fargate-plan.js')).fargatePlan,
  'ecs-ec2': async () => (await import('./ecs/ecs-ec2-plan.js')).ecsEc2Plan,
  'aurora-serverless': async () => (await import('./aurora/aurora-serverless-plan.js')).auroraServerlessPlan,
  'api-gateway': async () => (await import('./integration/api-gateway-plan.js')).apiGatewayPlan,
  appsync: async () => (await import('./integration/appsync-plan.js')).appsyncPlan,
  eventbridge: async () => (await import('./integration/eventbridge-plan.js')).eventbridgePlan,
  kinesis: async () => (await import('./integration/kinesis-plan.js')).kinesisPlan,
  sns: async () => (await import('./integration/sns-plan.js')).snsPlan,
  sqs: async () => (await import('./integration/sqs-plan.js')).sqsPlan,
  'step-functions': async () => (await import('./integration/step-functions-plan.js')).stepFunctionsPlan,
  alb: async () => (await import('./network/load-balancer-plan.js')).albPlan,
  nlb: async () => (await import('./network/load-balancer-plan.js')).nlbPlan,
  'data-transfer': async () => (await import('./network/data-transfer-plan.js')).dataTransferPlan,
  'nat-gateway': async () => (await import('./network/nat-gateway-plan.js')).natGatewayPlan,
  'public-ipv4': async () => (await import('./network/public-ipv4-plan.js')).publicIpv4Plan,
  'vpc-endpoint': async () => (await import('./network/vpc-endpoint-plan.js')).vpcEndpointPlan,
  cloudwatch: async () => (await import('./operations/cloudwatch-plan.js')).cloudwatchPlan,
  kms: async () => (await import('./operations/keys-and-secrets-plan.js')).kmsPlan,
  'secrets-manager': async () => (await import('./operations/keys-and-secrets-plan.js')).secretsManagerPlan,
  xray: async () => (await import('./operations/xray-plan.js')).xrayPlan,
  dynamodb: async () => (await import('./storage/dynamodb-plan.js')).dynamodbPlan,
  efs: async () => (await import('./storage/efs-plan.js')).efsPlan,
  s3: async () => (await import('./storage/s3-plan.js')).s3Plan,
  other: async () => (await import('./other-plan.js')).otherPlan,
};

/** Plans of the services named, by service id. */
export async function loadServicePlans(ids: Iterable<string>): Promise<ReadonlyMap<string, ServicePlan>> {
  const wanted = [...new Set(ids)].filter((id) => Object.hasOwn(LOADERS, id));
  const plans = wanted.map(async (id) => [id, await (LOADERS[id] as () => Promise<ServicePlan>)()] as const);
  return new Map(await Promise.all(plans));
}

/** Ids of the services that have a plan. */
export const PLANNED_SERVICES: readonly string[] = Object.keys(LOADERS);
