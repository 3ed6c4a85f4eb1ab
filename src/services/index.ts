import type { AnyService } from './service.js';

/** One line a service; each is loaded when a scenario first names it, so that many services do not slow the start. */
const LOADERS: Readonly<Record<string, () => Promise<AnyService>>> = {
  lambda: async () => (await import('./lambda/lambda.js')).lambda,
  'lambda-edge': async () => (await import('./lambda/lambda-edge.js')).lambdaEdge,
  'lambda-managed-instances': async () => (await import('./lambda/lambda-managed-instances.js')).lambdaManagedInstances,
  fargate: async () => (await import('./ecs/fargate.js')).fargate,
  'ecs-ec2': async () => (await import('./ecs/ecs-ec2.js')).ecsEc2,
  'ecs-managed-instances': async () => (await import('./ecs/ecs-managed-instances.js')).ecsManagedInstances,
  eks: async () => (await import('./eks/eks.js')).eks,
  'eks-fargate': async () => (await import('./eks/eks-fargate.js')).eksFargate,
  'eks-auto-mode': async () => (await import('./eks/eks-auto-mode.js')).eksAutoMode,
  'ecs-anywhere': async () => (await import('./ecs/ecs-anywhere.js')).ecsAnywhere,
  'eks-anywhere': async () => (await import('./eks/eks-anywhere.js')).eksAnywhere,
  'eks-distro': async () => (await import('./eks/eks-distro.js')).eksDistro,
  ecr: async () => (await import('./storage/ecr.js')).ecr,
  'aurora-serverless': async () => (await import('./aurora/aurora-serverless.js')).auroraServerless,
  'aurora-provisioned': async () => (await import('./aurora/aurora-provisioned.js')).auroraProvisioned,
  'rds-proxy': async () => (await import('./aurora/rds-proxy.js')).rdsProxy,
  eventbridge: async () => (await import('./integration/eventbridge.js')).eventbridge,
  xray: async () => (await import('./operations/xray.js')).xray,
  appsync: async () => (await import('./integration/appsync.js')).appsync,
  'serverless-application-repository': async () =>
    (await import('./lambda/serverless-application-repository.js')).serverlessApplicationRepository,
  cloudwatch: async () => (await import('./operations/cloudwatch.js')).cloudwatch,
  s3: async () => (await import('./storage/s3.js')).s3,
  dynamodb: async () => (await import('./storage/dynamodb.js')).dynamodb,
  sqs: async () => (await import('./integration/sqs.js')).sqs,
  sns: async () => (await import('./integration/sns.js')).sns,
  kinesis: async () => (await import('./integration/kinesis.js')).kinesis,
  efs: async () => (await import('./storage/efs.js')).efs,
  ebs: async () => (await import('./storage/ebs.js')).ebs,
  'step-functions': async () => (await import('./integration/step-functions.js')).stepFunctions,
  'secrets-manager': async () => (await import('./operations/secrets-manager.js')).secretsManager,
  kms: async () => (await import('./operations/kms.js')).kms,
  'api-gateway': async () => (await import('./integration/api-gateway.js')).apiGateway,
  alb: async () => (await import('./network/alb.js')).alb,
  nlb: async () => (await import('./network/nlb.js')).nlb,
  gwlb: async () => (await import('./network/gwlb.js')).gwlb,
  'nat-gateway': async () => (await import('./network/nat-gateway.js')).natGateway,
  'vpc-endpoint': async () => (await import('./network/vpc-endpoint.js')).vpcEndpoint,
  'public-ipv4': async () => (await import('./network/public-ipv4.js')).publicIpv4,
  'data-transfer': async () => (await import('./network/data-transfer.js')).dataTransfer,
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
