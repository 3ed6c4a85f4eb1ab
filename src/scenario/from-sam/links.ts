import { targetsOf } from './properties.js';
import { entry, isMap, type Resource, type Value } from './template.js';

/** Which resources point at which, looked up without walking through all of them each time. */
export interface Links {
  /** Resources of a type whose property points at a resource. */
  pointing(type: string, property: string, id: string): readonly Resource[];
  /** Queues that get what fails elsewhere. */
  readonly deadLetterQueues: ReadonlySet<string>;
  /** Queues and streams that start something. */
  readonly sources: ReadonlySet<string>;
}

/** Properties that name a dead-letter queue. */
const DEAD_LETTERS = [
  ['RedrivePolicy', 'deadLetterTargetArn'],
  ['DeadLetterConfig', 'TargetArn'],
  ['DeadLetterConfig', 'Arn'],
  ['DeadLetterQueue', 'TargetArn'],
] as const;

/** The links of a template; each kind is worked out when it is first asked for. */
export function linksOf(resources: ReadonlyMap<string, Resource>): Links {
  const known = new Map<string, ReadonlyMap<string, readonly Resource[]>>();
  const all = [...resources.values()];
  return {
    pointing: (type, property, id) => {
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
    const of = entry(event, 'Properties');
    return [...targetsOf(entry(of, 'Queue') as Value), ...targetsOf(entry(of, 'Stream') as Value)];
  });
}
