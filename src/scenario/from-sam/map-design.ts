import { loadService, SERVICE_IDS } from '../../services/index.js';
import { checkValue } from '../check-value.js';
import { fullSchema } from '../read-designs.js';
import { API_MAPPERS } from './map-apis.js';
import { CONTAINER_MAPPERS } from './map-containers.js';
import { DATA_MAPPERS } from './map-data.js';
import { EVENT_MAPPERS } from './map-events.js';
import { FUNCTION_MAPPERS } from './map-functions.js';
import { MONITORED, monitoringOf } from './map-monitoring.js';
import { NETWORK_MAPPERS } from './map-network.js';
import type { Field, Mapper, PlacedService } from './mapping.js';
import { propertiesOf } from './properties.js';
import { resourceLinks } from './resource-links.js';
import type { Remark, Resource } from './template.js';
import { collectTriggers } from './triggers.js';
import { isFree, LEFT_OUT_REASONS } from './unmapped-types.js';

/** In the order of the design: a service that reads the activity of others comes after them. */
const MAPPERS: readonly Readonly<Record<string, Mapper>>[] = [
  API_MAPPERS,
  FUNCTION_MAPPERS,
  CONTAINER_MAPPERS,
  EVENT_MAPPERS,
  DATA_MAPPERS,
  NETWORK_MAPPERS,
];
/** The most services that a design may have. */
const MAX_SERVICES = 100;

/** Maps the resources of a template to services, in the order of a design; resources that are left out give a remark. */
export async function mapDesign(resources: ReadonlyMap<string, Resource>, remarks: Remark[]): Promise<PlacedService[]> {
  const triggers = collectTriggers(resources);
  const links = resourceLinks(resources);
  const mapped = MAPPERS.flatMap((mappers) =>
    [...resources.values()].flatMap((resource) => {
      const mapper = Object.hasOwn(mappers, resource.type) ? mappers[resource.type] : undefined;
      const remark = (kind: Remark['kind'], message: string) => remarks.push({ kind, at: resource.id, message });
      const properties = propertiesOf(resource, remarks);
      return mapper?.({ resource, properties, resources, links, triggers, remark }) ?? [];
    }),
  );
  remarks.push(...leftOut(resources));
  const placed = atMost(withUniqueNames(summed([...mapped, ...monitoringOf(resources, mapped, remarks)])), remarks);
  const checked: PlacedService[] = [];
  for (const service of placed) {
    const valid = await withValidFields(service, remarks);
    if (valid !== undefined) checked.push(valid);
  }
  return checked;
}

/** Remarks on resources that have no mapper and are not free, by type. */
function leftOut(resources: ReadonlyMap<string, Resource>): Remark[] {
  const byType = new Map<string, string[]>();
  for (const { id, type } of resources.values()) {
    const isMapped = MONITORED.has(type) || isFree(type) || MAPPERS.some((mappers) => Object.hasOwn(mappers, type));
    if (!isMapped) byType.set(type, [...(byType.get(type) ?? []), id]);
  }
  return [...byType].map(([type, ids]) => {
    const why = Object.hasOwn(LEFT_OUT_REASONS, type) ? LEFT_OUT_REASONS[type] : 'an unknown type';
    const names = ids.length > 5 ? `${ids.slice(0, 5).join(', ')} and ${ids.length - 5} more` : ids.join(', ');
    return { kind: 'left-out', at: names, message: `${type}: ${why}` };
  });
}

/** Joins services that differ only in their counted field, at the position of the first. */
function summed(placed: readonly PlacedService[]): PlacedService[] {
  const sums = new Map<string, PlacedService>();
  placed.forEach((service, index) => {
    const { counted, fields } = service;
    if (counted === undefined) {
      sums.set(`${index}`, service);
      return;
    }
    const key = JSON.stringify({ ...service, fields: { ...fields, [counted]: 0 } });
    const before = Number(sums.get(key)?.fields[counted] ?? 0);
    sums.set(key, { ...service, fields: { ...fields, [counted]: before + Number(fields[counted] ?? 0) } });
  });
  return [...sums.values()];
}

/**
 * Keeps the fields that the service's schema accepts, so that the scenario is valid. A refused field, or an unknown
 * service, gives a remark.
 */
async function withValidFields(placed: PlacedService, remarks: Remark[]): Promise<PlacedService | undefined> {
  const service = SERVICE_IDS.includes(placed.service) ? await loadService(placed.service) : undefined;
  if (service === undefined) {
    remarks.push({ kind: 'left-out', at: placed.name, message: `there is no service \`${placed.service}\`` });
    return undefined;
  }
  const schema = fullSchema(service);
  let fields = definedOnly(placed.fields);
  // Fields that are wrong only together show up once the others are removed.
  for (let round = 0; round < 3; round += 1) {
    const { findings } = checkValue({ service: placed.service, ...fields }, schema);
    if (findings.length === 0) return { ...placed, fields };
    for (const { path, message } of findings) {
      const field = `${path[0]}`;
      if (!Object.hasOwn(fields, field)) continue;
      remarks.push({ kind: 'unresolved', at: `${placed.name}.${field}`, message: `${fields[field]}: ${message}` });
      fields = definedOnly({ ...fields, [field]: undefined });
    }
  }
  remarks.push({ kind: 'left-out', at: placed.name, message: `\`${placed.service}\` does not accept its settings` });
  return undefined;
}

function definedOnly(fields: PlacedService['fields']): Record<string, Field> {
  return Object.fromEntries(Object.entries(fields).filter((pair): pair is [string, Field] => pair[1] !== undefined));
}

/** Makes the names unique, and short enough for a scenario. */
function withUniqueNames(placed: readonly PlacedService[]): PlacedService[] {
  const taken = new Set<string>();
  return placed.map((service) => {
    const base = service.name.slice(0, 100);
    let name = base;
    for (let number = 2; taken.has(name); number += 1) name = `${base}-${number}`;
    taken.add(name);
    return { ...service, name };
  });
}

function atMost(placed: readonly PlacedService[], remarks: Remark[]): PlacedService[] {
  const rest = placed.slice(MAX_SERVICES);
  if (rest.length > 0) {
    const names = rest.map(({ name }) => name).join(', ');
    remarks.push({
      kind: 'left-out',
      at: names.slice(0, 200),
      message: `a design has at most ${MAX_SERVICES} services: put the other ${rest.length} in a second scenario`,
    });
  }
  return placed.slice(0, MAX_SERVICES);
}
