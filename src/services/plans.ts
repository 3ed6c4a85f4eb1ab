import type { ServicePlan } from './service-plan.js';

/** Plans by service id, loaded when a design is compiled. Services without one are priced the full way. */
const LOADERS: Readonly<Record<string, () => Promise<ServicePlan>>> = {
  lambda: async () => (await import('./lambda/lambda-plan.js')).lambdaPlan,
  fargate: async () => (await import('./ecs/fargate-plan.js')).fargatePlan,
  'ecs-ec2': async () => (await import('./ecs/ecs-ec2-plan.js')).ecsEc2Plan,
  'aurora-serverless': async () => (await import('./aurora/aurora-serverless-plan.js')).auroraServerlessPlan,
};

/** Plans of the services named, by service id. */
export async function loadServicePlans(ids: Iterable<string>): Promise<ReadonlyMap<string, ServicePlan>> {
  const wanted = [...new Set(ids)].filter((id) => Object.hasOwn(LOADERS, id));
  const plans = wanted.map(async (id) => [id, await (LOADERS[id] as () => Promise<ServicePlan>)()] as const);
  return new Map(await Promise.all(plans));
}

/** Ids of the services that have a plan. */
export const PLANNED_SERVICES: readonly string[] = Object.keys(LOADERS);
