import type { AnyService } from './service.js';

/** One line a service; each is loaded when a scenario first names it, so that many services do not slow the start. */
const LOADERS: Readonly<Record<string, () => Promise<AnyService>>> = {
  lambda: async () => (await import('./lambda.js')).lambda,
  fargate: async () => (await import('./fargate.js')).fargate,
  'ecs-ec2': async () => (await import('./ecs-ec2.js')).ecsEc2,
  'aurora-serverless': async () => (await import('./aurora-serverless.js')).auroraServerless,
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
