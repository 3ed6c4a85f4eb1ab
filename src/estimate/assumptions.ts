import type { Assumption } from '../model/assumption.js';
import { fieldMeta } from '../model/field.js';
import type { DesignService, Workload } from '../scenario/scenario.js';
import type { AnyService, Simulation } from '../services/service.js';

/** Lists the defaults that apply to a workload. */
export function workloadAssumptions(workload: Workload): Assumption[] {
  if (workload.parts.length > 0) return workload.parts.flatMap(workloadAssumptions);
  const assumed = (field: string, value: number, reason: string): Assumption[] =>
    workload.given.has(field) ? [] : [{ at: `${workload.at}.${field}`, value: `${value}`, reason }];
  return [
    ...assumed(
      'cpuMs',
      workload.cpuMs ?? workload.durationMs,
      'all of durationMs; waiting for others would cost containers less',
    ),
    ...assumed('memoryMb', workload.memoryMb, 'working memory of a small request in flight'),
  ];
}

/**
 * Lists the defaults that apply to a service: fields of its schema with a default and a reason, unless they had no effect on
 * the result, and assumptions of the simulation.
 */
export function serviceAssumptions(placed: DesignService, simulation: Simulation<unknown>): Assumption[] {
  const unused = new Set(simulation.unused);
  const defaults = reasonedDefaults(placed.service)
    .filter(({ field }) => !placed.given.has(field) && !unused.has(field))
    .map(({ field, reason }) => ({ at: field, value: `${placed.input[field]}`, reason }));
  const own = [...defaults, ...(simulation.assumptions ?? [])].map((assumption) => ({
    ...assumption,
    at: `${placed.at}.${assumption.at}`,
  }));
  if (placed.reason === undefined) return own;
  const designServices = placed.at.slice(0, placed.at.lastIndexOf('.'));
  return [{ at: designServices, value: placed.service.id, reason: `added: ${placed.reason}` }, ...own];
}

interface ReasonedDefault {
  readonly field: string;
  readonly reason: string;
}

const reasonedFields = new WeakMap<AnyService, readonly ReasonedDefault[]>();

/** The fields of a service whose defaults have a reason; computed once for each service. */
function reasonedDefaults(service: AnyService): readonly ReasonedDefault[] {
  const known = reasonedFields.get(service);
  if (known !== undefined) return known;
  const fields = Object.entries(service.input.shape).flatMap(([field, schema]) => {
    const reason = fieldMeta(schema as never)?.reason;
    return reason === undefined ? [] : [{ field, reason }];
  });
  reasonedFields.set(service, fields);
  return fields;
}
