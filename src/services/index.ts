import type { AnyService } from './service.js';

/** One line a service; each is loaded when a scenario first names it, so that many services do not slow the start. */
const LOADERS: Readonly<Record<string, () => Promise<AnyService>>> = {
  lambda: async () => (await import('./lambda.js')).lambda,
  'lambda-edge': async () => (await import('./lambda-edge.js')).lambdaEdge,
  'lambda-managed-instances': async () => (await import('./lambda-managed-instances.js')).lambdaManagedInstances,
  fargate: async () => (await import('./fargate.js')).fargate,
  'ecs-ec2': async () => (await import('./ecs-ec2.js')).ecsEc2,
  'ecs-managed-instances': async () => (await import('./ecs-managed-instances.js')).ecsManagedInstances,
  eks: async () => (await import('./eks.js')).eks,
  'eks-fargate': async () => (await import('./eks-fargate.js')).eksFargate,
  'eks-auto-mode': async () => (await import('./eks-auto-mode.js')).eksAutoMode,
  'ecs-anywhere': async () => (await import('./ecs-anywhere.js')).ecsAnywhere,
  'eks-anywhere': async () => (await import('./eks-anywhere.js')).eksAnywhere,
  'eks-distro': async () => (await import('./eks-distro.js')).eksDistro,
  ecr: async () => (await import('./ecr.js')).ecr,
  'aurora-serverless': async () => (await import('./aurora-serverless.js')).auroraServerless,
  'aurora-provisioned': async () => (await import('./aurora-provisioned.js')).auroraProvisioned,
  'rds-proxy': async () => (await import('./rds-proxy.js')).rdsProxy,
  eventbridge: async () => (await import('./eventbridge.js')).eventbridge,
  xray: async () => (await import('./xray.js')).xray,
  appsync: async () => (await import('./appsync.js')).appsync,
  'serverless-application-repository': async () =>
    (await import('./serverless-application-repository.js')).serverlessApplicationRepository,
  cloudwatch: async () => (await import('./cloudwatch.js')).cloudwatch,
  s3: async () => (await import('./s3.js')).s3,
  dynamodb: async () => (await import('./dynamodb.js')).dynamodb,
  sqs: async () => (await import('./sqs.js')).sqs,
  sns: async () => (await import('./sns.js')).sns,
  kinesis: async () => (await import('./kinesis.js')).kinesis,
  efs: async () => (await import('./efs.js')).efs,
  ebs: async () => (await import('./ebs.js')).ebs,
  'step-functions': async () => (await import('./step-functions.js')).stepFunctions,
  'secrets-manager': async () => (await import('./secrets-manager.js')).secretsManager,
  kms: async () => (await import('./kms.js')).kms,
  'api-gateway': async () => (await import('./api-gateway.js')).apiGateway,
  alb: async () => (await import('./alb.js')).alb,
  nlb: async () => (await import('./nlb.js')).nlb,
  gwlb: async () => (await import('./gwlb.js')).gwlb,
  'nat-gateway': async () => (await import('./nat-gateway.js')).natGateway,
  'vpc-endpoint': async () => (await import('./vpc-endpoint.js')).vpcEndpoint,
  'public-ipv4': async () => (await import('./public-ipv4.js')).publicIpv4,
  'data-transfer': async () => (await import('./data-transfer.js')).dataTransfer,
  other: async () => (await import('./other.js')).other,
};

/** Ids of all services, in the order they are shown. */
export const SERVICE_IDS: readonly string[] = Object.keys(LOADERS);

/** The service of an id, or undefined when there is none. */
export async function loadService(id: string): Promise<AnyService | undefined> {
  return Object.hasOwn(LOADERS, id) ? LOADERS[id]?.() : undefined;
}

/** All services, in the order of `SERVICE_IDS`. */
export async function loadServices(): Promise<AnyService[]> {
  return Promise.all(Object.values(LOADERS).map((load) => load()));
}
