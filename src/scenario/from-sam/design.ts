import { loadService, SERVICE_IDS } from '../../services/index.js';
import { checkValue } from '../check-value.js';
import { fullSchema } from '../read-designs.js';
import { isFree, LEFT_OUT } from './free-types.js';
import { linksOf } from './links.js';
import { API_MAPPERS } from './map-apis.js';
import { CONTAINER_MAPPERS } from './map-containers.js';
import { DATA_MAPPERS } from './map-data.js';
import { EVENT_MAPPERS } from './map-events.js';
import { FUNCTION_MAPPERS } from './map-functions.js';
import { MONITORED, monitoringOf } from './map-monitoring.js';
import { NETWORK_MAPPERS } from './map-network.js';
import type { Field, Mapper, Placed } from './placing.js';
import { propertiesOf } from './properties.js';
import type { Remark, Resource } from './template.js';
import { collectTriggers } from './triggers.js';

/** In the order of the design: what reads the activity of others stands after them. */
const MAPPERS: readonly Readonly<Record<string, Mapper>>[] = [
  API_MAPPERS,
  FUNCTION_MAPPERS,
  CONTAINER_MAPPERS,
  EVENT_MAPPERS,
  DATA_MAPPERS,
  NETWORK_MAPPERS,
];
/** Most services a design of a scenario may have. */
const MAX_SERVICES = 100;

/** Services of a template, in the order of a design; what is not among them is a remark. */
export async function designOf(resources: ReadonlyMap<string, Resource>, remarks: Remark[]): Promise<Placed[]> {
  const triggers = collectTriggers(resources);
  const links = linksOf(resources);
  const mapped = MAPPERS.flatMap((mappers) =>
    [...resources.values()].flatMap((resource) => {
      const mapper = Object.hasOwn(mappers, resource.type) ? mappers[resource.type] : undefined;
      const remark = (kind: Remark['kind'], message: string) => remarks.push({ kind, at: resource.id, message });
      const properties = propertiesOf(resource, remarks);
      return mapper?.({ resource, properties, resources, links, triggers, remark }) ?? [];
    }),
  );
  remarks.push(...leftOut(resources));
  const placed = atMost(named(addedUp([...mapped, ...monitoringOf(resources, mapped, remarks)])), remarks);
  const checked: Placed[] = [];
  for (const service of placed) {
    const sound = await soundPart(service, remarks);
    if (sound !== undefined) checked.push(sound);
  }
  return checked;
}

/** Resources that no mapper knows and that are not known to be free, by type. */
function leftOut(resources: ReadonlyMap<string, Resource>): Remark[] {
  const byType = new Map<string, string[]>();
  for (const { id, type } of resources.values()) {
    const isMapped = MONITORED.has(type) || isFree(type) || MAPPERS.some((mappers) => Object.hasOwn(mappers, type));
    if (!isMapped) byType.set(type, [...(byType.get(type) ?? []), id]);
  }
  return [...byType].map(([type, ids]) => {
    const why = Object.hasOwn(LEFT_OUT, type) ? LEFT_OUT[type] : 'a type that is not known here';
    const names = ids.length > 5 ? `${ids.slice(0, 5).join(', ')} and ${ids.length - 5} more` : ids.join(', ');
    return { kind: 'left-out', at: names, message: `${type}: ${why}` };
  });
}

/** Lines that are alike but for a field that counts, as one, where the first of them stood. */
function addedUp(placed: readonly Placed[]): Placed[] {
  const sums = new Map<string, Placed>();
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
 * The fields of a service that its own schema takes, so that the scenario reads back. A setting that it does not take is
 * a remark, and so is a service that is not there.
 */
async function soundPart(placed: Placed, remarks: Remark[]): Promise<Placed | undefined> {
  const service = SERVICE_IDS.includes(placed.service) ? await loadService(placed.service) : undefined;
  if (service === undefined) {
    remarks.push({ kind: 'left-out', at: placed.name, message: `there is no service \`${placed.service}\` here` });
    return undefined;
  }
  const schema = fullSchema(service);
  let fields = definedOnly(placed.fields);
  // Each round takes away what is wrong; what is wrong together may show only then.
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
  remarks.push({ kind: 'left-out', at: placed.name, message: `\`${placed.service}\` does not take its settings` });
  return undefined;
}

function definedOnly(fields: Placed['fields']): Record<string, Field> {
  return Object.fromEntries(Object.entries(fields).filter((pair): pair is [string, Field] => pair[1] !== undefined));
}

/** Names that differ, short enough for a scenario. */
function named(placed: readonly Placed[]): Placed[] {
  const taken = new Set<string>();
  return placed.map((service) => {
    const base = service.name.slice(0, 100);
    let name = base;
    for (let number = 2; taken.has(name); number += 1) name = `${base}-${number}`;
    taken.add(name);
    return { ...service, name };
  });
}

function atMost(placed: readonly Placed[], remarks: Remark[]): Placed[] {
  const rest = placed.slice(MAX_SERVICES);
  if (rest.length > 0) {
    const names = rest.map(({ name }) => name).join(', ');
    remarks.push({
      kind: 'left-out',
      at: names.slice(0, 200),
      message: `a design has ${MAX_SERVICES} services at most: write these ${rest.length} into a second scenario`,
    });
  }
  return placed.slice(0, MAX_SERVICES);
}
