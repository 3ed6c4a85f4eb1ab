import type { DraftDesign, RawService } from './answers.js';

/** A compute service with settings to start from; other settings are the service's defaults. */
export interface DesignTemplate {
  readonly id: string;
  readonly name: string;
  readonly compute: RawService;
}

/** The templates, in the order in which they are offered. */
export const DESIGN_TEMPLATES: readonly DesignTemplate[] = [
  { id: 'lambda', name: 'Lambda', compute: { service: 'lambda', architecture: 'arm64', memoryMb: 1024 } },
  {
    id: 'fargate',
    name: 'Fargate',
    compute: { service: 'fargate', architecture: 'arm64', vcpu: 1, memoryGb: 2, minTasks: 2, maxTasks: 50 },
  },
  {
    id: 'ecs-ec2',
    name: 'ECS on EC2',
    compute: {
      service: 'ecs-ec2',
      instanceType: 'm5.large',
      minInstances: 2,
      vcpu: 1,
      memoryGb: 2,
      minTasks: 2,
      ebsGb: 30,
    },
  },
];

/** Ids of the compute services. */
export const COMPUTE_IDS: readonly string[] = DESIGN_TEMPLATES.map(({ compute }) => compute.service);

/** Makes a design from a template, with a name that no other design has: `Lambda`, `Lambda 2`. */
export function designFrom({ name, compute }: DesignTemplate, others: readonly DraftDesign[]): DraftDesign {
  const taken = new Set(others.map((design) => design.name));
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name} ${number}`;
  return { name: free, services: [compute] };
}

/** Lists the settings of a service: `architecture arm64, memoryMb 1024`. */
export function settingsText({ service: _, ...settings }: RawService): string {
  return Object.entries(settings)
    .map(([field, value]) => `${field} ${value}`)
    .join(', ');
}
