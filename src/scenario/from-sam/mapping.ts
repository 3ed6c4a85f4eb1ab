import type { Properties } from './properties.js';
import type { ResourceLinks } from './resource-links.js';
import type { Remark, Resource } from './template.js';

/** The kind of requests; each becomes a workload of the scenario. */
export type TriggerKind = 'http' | 'websocket' | 'queue' | 'stream' | 'other' | 'schedule';

/** A trigger of a function, a task or a state machine. */
export interface Trigger {
  readonly kind: TriggerKind;
  /** The expression of a schedule: `rate(5 minutes)`; undefined when it is not known. */
  readonly expression?: string | undefined;
}

/** A field of a service as written in the scenario. */
export type Field = string | number | boolean;

/** One service of the design. */
export interface PlacedService {
  readonly service: string;
  readonly name: string;
  readonly fields: Readonly<Record<string, Field | undefined>>;
  /** The trigger whose requests it serves; undefined when it serves all requests. */
  readonly trigger?: Trigger;
  /** Guessed fields, and what to give instead. */
  readonly placeholders?: Readonly<Record<string, string>>;
  /** A field that is summed over services that are otherwise equal: `gateways`. */
  readonly counted?: string;
}

/** The input of a mapper. */
export interface Mapping {
  readonly resource: Resource;
  readonly properties: Properties;
  /** All resources that the template creates, by id. */
  readonly resources: ReadonlyMap<string, Resource>;
  readonly links: ResourceLinks;
  /** The triggers of each resource, by id. */
  readonly triggers: ReadonlyMap<string, readonly Trigger[]>;
  readonly remark: (kind: Remark['kind'], message: string) => void;
}

/** Maps one resource to services; to none if it costs nothing by itself. */
export type Mapper = (mapping: Mapping) => readonly PlacedService[];

/** The triggers of a resource; one of kind `other` when the template has none. */
export function triggersOf({ resource, triggers }: Mapping): readonly Trigger[] {
  const found = triggers.get(resource.id) ?? [];
  return found.length === 0 ? [{ kind: 'other' }] : found;
}
