import { Decimal } from '../model/decimal.js';
import { loadService } from '../services/index.js';
import type { AnyService } from '../services/service.js';
import type { Scenario, Workload } from './scenario.js';

/** Marks a value that JSON cannot hold: an object with this one key. */
type Tag = '$object' | '$set' | '$map' | '$decimal' | '$floats' | '$number' | '$service';

/**
 * A scenario as JSON can hold it: sets, maps, decimals and series are written out, services by their id. It has been
 * checked already and is not checked again when it is read back.
 */
export function portableScenario(scenario: Scenario): unknown {
  return packed(scenario);
}

/** Reads back what `portableScenario` made. */
export async function scenarioFrom(portable: unknown): Promise<Scenario> {
  const services = new Map<string, AnyService>();
  for (const id of serviceIds(portable)) {
    const service = await loadService(id);
    if (service !== undefined) services.set(id, service);
  }
  const scenario = unpacked(portable, services) as Scenario;
  return { ...scenario, workloads: scenario.workloads.map((workload) => withParts(workload, scenario.workloads)) };
}

/** The parts of a mix are the workloads of the same name again, so that a change of these can be seen in it. */
function withParts(workload: Workload, workloads: readonly Workload[]): Workload {
  if (workload.parts.length === 0) return workload;
  return { ...workload, parts: workload.parts.map((part) => workloads.find(({ at }) => at === part.at) ?? part) };
}

function packed(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : tagged('$number', `${value}`);
  if (typeof value !== 'object' || value === null) return value;
  if (Decimal.isDecimal(value)) return tagged('$decimal', value.toFixed());
  if (value instanceof Set) return tagged('$set', [...value].map(packed));
  if (value instanceof Map) return tagged('$map', [...value].map(packed));
  if (value instanceof Float64Array) return tagged('$floats', [...value]);
  if (Array.isArray(value)) return value.map(packed);
  if (isService(value)) return tagged('$service', value.id);
  const entries = Object.entries(value).map(([key, inner]) => [key, packed(inner)] as const);
  // An object that looks like a tag is none.
  return entries.length === 1 && isTag(entries[0]) ? tagged('$object', entries) : Object.fromEntries(entries);
}

function unpacked(value: unknown, services: ReadonlyMap<string, AnyService>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => unpacked(inner, services));
  const [entry, ...others] = Object.entries(value);
  if (isTag(entry) && others.length === 0) return untagged(entry as [Tag, unknown], services);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unpacked(inner, services)]));
}

function untagged([tag, content]: [Tag, unknown], services: ReadonlyMap<string, AnyService>): unknown {
  const list = () => (content as unknown[]).map((inner) => unpacked(inner, services));
  switch (tag) {
    case '$object':
      return Object.fromEntries(list() as [string, unknown][]);
    case '$set':
      return new Set(list());
    case '$map':
      return new Map(list() as [unknown, unknown][]);
    case '$decimal':
      return new Decimal(content as string);
    case '$floats':
      return Float64Array.from(content as number[]);
    case '$number':
      return Number(content);
    case '$service':
      return services.get(content as string);
  }
}

function tagged(tag: Tag, content: unknown): object {
  return { [tag]: content };
}

function isTag(entry: readonly [string, unknown] | undefined): boolean {
  return entry?.[0].startsWith('$') === true;
}

function isService(value: object): value is AnyService {
  return typeof (value as Partial<AnyService>).simulate === 'function';
}

function serviceIds(portable: unknown): Set<string> {
  const ids = new Set<string>();
  const look = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    const id = (value as { $service?: unknown }).$service;
    if (typeof id === 'string') ids.add(id);
    for (const inner of Object.values(value)) look(inner);
  };
  look(portable);
  return ids;
}
