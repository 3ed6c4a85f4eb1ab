import { targetsOf } from './properties.js';
import { entry, isMap, type Resource, type Value } from './template.js';

/** Which resources refer to which, indexed so that a lookup does not visit all of them. */
export interface ResourceLinks {
  /** Resources of a type whose property refers to a resource. */
  referring(type: string, property: string, id: string): readonly Resource[];
  /** Queues that receive failed messages of other resources. */
  readonly deadLetterQueues: ReadonlySet<string>;
  /** Queues and streams that trigger a function. */
  readonly sources: ReadonlySet<string>;
}

/** Properties that name a dead-letter queue. */
const DEAD_LETTERS = [
  ['RedrivePolicy', 'deadLetterTargetArn'],
  ['DeadLetterConfig', 'TargetArn'],
  ['DeadLetterConfig', 'Arn'],
  ['DeadLetterQueue', 'TargetArn'],
] as const;

/** Indexes the links of a template; each kind of link when it is first looked up. */
export function resourceLinks(resources: ReadonlyMap<string, Resource>): ResourceLinks {
  const known = new Map<string, ReadonlyMap<string, readonly Resource[]>>();
  const all = [...resources.values()];
  return {
    referring: (type, property, id) => {
      const key = `${type}.${property}`;
      const byTarget =
        known.get(key) ??
        index(
          all.filter((resource) => resource.type === type),
          property,
        );
      known.set(key, byTarget);
      return byTarget.get(id) ?? [];
    },
    deadLetterQueues: new Set(
      all.flatMap(({ properties }) =>
        DEAD_LETTERS.flatMap(([policy, arn]) => targetsOf(entry(entry(properties, policy), arn) as Value)),
      ),
    ),
    sources: new Set(all.flatMap(sourcesOf)),
  };
}

function index(resources: readonly Resource[], property: string): ReadonlyMap<string, readonly Resource[]> {
  const byTarget = new Map<string, Resource[]>();
  for (const resource of resources) {
    for (const id of targetsOf(entry(resource.properties, property) as Value)) {
      const others = byTarget.get(id);
      if (others === undefined) byTarget.set(id, [resource]);
      else others.push(resource);
    }
  }
  return byTarget;
}

function sourcesOf({ type, properties }: Resource): string[] {
  if (type === 'AWS::Lambda::EventSourceMapping') return targetsOf(entry(properties, 'EventSourceArn') as Value);
  const events = entry(properties, 'Events');
  return (isMap(events) ? Object.values(events) : []).flatMap((event) => {
    const source = entry(event, 'Properties');
    return [...targetsOf(entry(source, 'Queue') as Value), ...targetsOf(entry(source, 'Stream') as Value)];
  });
}
