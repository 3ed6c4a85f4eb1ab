import type * as z from 'zod';
import { nearest } from '../model/nearest.js';
import { loadService, SERVICE_IDS } from '../services/index.js';
import type { AnyService } from '../services/service.js';
import { checkValue, type Finding } from './check-value.js';
import type { Path } from './path.js';
import type { Design, DesignService, SharedFields } from './scenario.js';
import { sharedServiceSchema } from './scenario-schema.js';

interface Read<T> {
  readonly value: T;
  readonly findings: readonly Finding[];
}

/**
 * Reads the services of every design, each by its own schema, loaded when its id is met. What is no list or no map is
 * left to the schema of the whole file.
 */
export async function readDesigns(raw: unknown): Promise<Read<Design[]>> {
  const read = await Promise.all((Array.isArray(raw) ? raw : []).map(readDesign));
  return { value: read.map(({ value }) => value), findings: read.flatMap(({ findings }) => findings) };
}

async function readDesign(raw: unknown, index: number): Promise<Read<Design>> {
  const { name, services, without } = (raw ?? {}) as { name?: unknown; services?: unknown; without?: unknown };
  const path = ['designs', index, 'services'];
  const placed: DesignService[] = [];
  const findings: Finding[] = [];
  for (const [position, service] of (Array.isArray(services) ? services : []).entries()) {
    const read = await placeService(service, [...path, position]);
    findings.push(...read.findings);
    if (read.value !== undefined) placed.push(named(read.value, placed));
  }
  findings.push(...repeatedNames(placed));
  const doesWithout = new Set((Array.isArray(without) ? without : []).map(String));
  findings.push(...unknownWithout(doesWithout, placed, ['designs', index, 'without']));
  return { value: { name: `${name}`, at: `designs.${index}`, services: placed, without: doesWithout }, findings };
}

/** Names under `without` that are no service, or one that the design has all the same. */
function unknownWithout(ids: ReadonlySet<string>, placed: readonly DesignService[], path: Path): Finding[] {
  return [...ids].flatMap((id, index) => {
    if (!SERVICE_IDS.includes(id)) return [unknownService(id, [...path, index])];
    const other = placed.find(({ service }) => service.id === id);
    return other === undefined
      ? []
      : [{ path: [...path, index], message: `the design has a service "${id}": ${other.at}` }];
  });
}

/** Checks one service of a design by its own schema, which is loaded if it is not yet. Its name may be empty. */
export async function placeService(raw: unknown, path: Path): Promise<Read<DesignService | undefined>> {
  const id: unknown = typeof raw === 'object' && raw !== null ? (raw as { service?: unknown }).service : undefined;
  if (typeof id !== 'string') return { value: undefined, findings: [] };
  const text = JSON.stringify(raw);
  const known = checkedServices.get(text);
  if (known !== undefined) return { value: { ...known, at: path.join('.') }, findings: [] };
  const service = await loadService(id);
  if (service === undefined) return { value: undefined, findings: [unknownService(id, [...path, 'service'])] };
  const { value, findings } = checkValue(raw, fullSchema(service), path);
  if (value === undefined) return { value: undefined, findings };
  const own = Object.fromEntries(Object.entries(value).filter(([key]) => key in service.input.shape));
  const shared = Object.fromEntries(Object.entries(value).filter(([key]) => !(key in service.input.shape)));
  const checked = {
    name: (shared.name as string | undefined) ?? '',
    service,
    input: own,
    given: new Set(Object.keys(raw as object)),
    shared: shared as SharedFields,
  };
  if (checkedServices.size >= MOST_KEPT) checkedServices.clear();
  checkedServices.set(text, checked);
  return { value: { ...checked, at: path.join('.') }, findings: [] };
}

/** Designs are alike: the same database behind each of them is checked once, and is the same input for all that follows. */
const checkedServices = new Map<string, Omit<DesignService, 'at'>>();
const MOST_KEPT = 500;

const fullSchemas = new Map<AnyService, z.ZodObject>();

/** The service's fields and the shared ones it does not have itself. Its own checks across fields are kept. */
export function fullSchema(service: AnyService): z.ZodObject {
  const known = fullSchemas.get(service);
  if (known !== undefined) return known;
  const shared = Object.entries(sharedServiceSchema().shape).filter(([key]) => !(key in service.input.shape));
  const schema = service.input.safeExtend(Object.fromEntries(shared));
  fullSchemas.set(service, schema);
  return schema;
}

function unknownService(id: string, path: Path): Finding {
  const close = nearest(id, SERVICE_IDS);
  const hint = close === undefined ? `Known: ${SERVICE_IDS.join(', ')}.` : `Did you mean "${close}"?`;
  return { path, message: `unknown service "${id}"`, hint };
}

/** The name given, or the id, numbered from the second on: `lambda`, `lambda-2`. */
function named(placed: DesignService, before: readonly DesignService[]): DesignService {
  if (placed.name !== '') return placed;
  const same = before.filter(({ service }) => service === placed.service).length;
  return { ...placed, name: same === 0 ? placed.service.id : `${placed.service.id}-${same + 1}` };
}

function repeatedNames(services: readonly DesignService[]): Finding[] {
  return services.flatMap(({ name, at }, index) => {
    const first = services.findIndex((other) => other.name === name);
    if (first === index) return [];
    const path = [...at.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key)), 'name'];
    return [{ path, message: `"${name}" is the name of another service of this design` }];
  });
}
