import type { Assumption } from '../model/assumption.js';
import { fieldMeta } from '../model/field.js';
import type { DesignService, Workload } from '../scenario/scenario.js';
import type { AnyService, Simulation } from '../services/service.js';

/** What a workload left out, with the value taken. */
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
 * What a service left out, with the value taken: fields of its schema that have a default and a reason, unless they had
 * no say in the result, and what the service adds itself.
 */
export function serviceAssumptions(placed: DesignService, simulation: Simulation<unknown>): Assumption[] {
  const unused = new Set(simulation.unused);
  const defaults = reasonedDefaults(placed.service)
    .filter(({ field }) => !placed.given.has(field) && !unused.has(field))
    .map(({ field, reason }) => ({ at: field, value: `${placed.input[field]}`, reason }));
  const own = [...defaults, ...(simulation.assumptions ?? [])].map((of) => ({ ...of, at: `${placed.at}.${of.at}` }));
  if (placed.reason === undefined) return own;
  const designServices = placed.at.slice(0, placed.at.lastIndexOf('.'));
  return [{ at: designServices, value: placed.service.id, reason: `added: ${placed.reason}` }, ...own];
}

interface ReasonedDefault {
  readonly field: string;
  readonly reason: string;
}

const reasonedFields = new WeakMap<AnyService, readonly ReasonedDefault[]>();

/** The fields of a service whose defaults have a reason: the same for each of its designs. */
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
