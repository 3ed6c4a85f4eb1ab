import type { Links } from './links.js';
import type { Properties } from './properties.js';
import type { Remark, Resource } from './template.js';

/** Where requests come from; each kind becomes a workload of the scenario. */
export type TriggerKind = 'http' | 'websocket' | 'queue' | 'stream' | 'other' | 'schedule';

/** What starts a function, a task or a state machine. */
export interface Trigger {
  readonly kind: TriggerKind;
  /** Of a schedule: `rate(5 minutes)`; undefined when it is not known. */
  readonly expression?: string | undefined;
}

/** A field of a service as written in the scenario. */
export type Field = string | number | boolean;

/** One service of the design to be. */
export interface Placed {
  readonly service: string;
  readonly name: string;
  readonly fields: Readonly<Record<string, Field | undefined>>;
  /** Whose requests it serves; left out when it serves all of them. */
  readonly trigger?: Trigger;
  /** Fields that are guesses, and what to give instead. */
  readonly placeholders?: Readonly<Record<string, string>>;
  /** A field that is added up where several are alike but for it: `gateways`. */
  readonly counted?: string;
}

/** What a resource is mapped with. */
export interface Mapping {
  readonly resource: Resource;
  readonly properties: Properties;
  /** All resources of the template that exist under its conditions, by id. */
  readonly resources: ReadonlyMap<string, Resource>;
  readonly links: Links;
  /** What starts a resource, from the whole template, by id. */
  readonly triggers: ReadonlyMap<string, readonly Trigger[]>;
  readonly remark: (kind: Remark['kind'], message: string) => void;
}

/** Turns one resource into services; an empty list is a resource that costs nothing by itself. */
export type Mapper = (mapping: Mapping) => readonly Placed[];

/** The triggers of a resource; one of an unknown kind when the template names none. */
export function triggersOf({ resource, triggers }: Mapping): readonly Trigger[] {
  const found = triggers.get(resource.id) ?? [];
  return found.length === 0 ? [{ kind: 'other' }] : found;
}
