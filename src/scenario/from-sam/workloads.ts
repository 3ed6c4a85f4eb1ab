import type { Placed, Trigger, TriggerKind } from './placing.js';
import { secondsBetweenRuns } from './schedules.js';

/** A workload of the scenario to be. */
export interface WorkloadDraft {
  readonly name: string;
  readonly trigger: 'http' | 'websocket' | 'queue' | 'stream' | 'schedule';
  /** Of a schedule that is known: then the number of its runs is no guess. */
  readonly everyS?: number;
  readonly note?: string;
}

const NAMES: Readonly<Record<Exclude<TriggerKind, 'schedule'>, string>> = {
  http: 'http requests',
  websocket: 'websocket messages',
  queue: 'messages and events',
  stream: 'stream records',
  other: 'other invocations',
};

/** The workload that a trigger belongs to. */
export function workloadName(trigger: Trigger): string {
  if (trigger.kind !== 'schedule') return NAMES[trigger.kind];
  return `schedule ${trigger.expression ?? 'unknown'}`.slice(0, 100);
}

/** One workload for each kind of request in the design; at least one. */
export function workloadsOf(placed: readonly Placed[]): WorkloadDraft[] {
  const drafts = new Map<string, WorkloadDraft>();
  for (const { trigger } of placed) {
    if (trigger !== undefined) drafts.set(workloadName(trigger), draftOf(trigger));
  }
  return drafts.size === 0 ? [draftOf({ kind: 'http' })] : [...drafts.values()];
}

function draftOf(trigger: Trigger): WorkloadDraft {
  const name = workloadName(trigger);
  if (trigger.kind === 'other') return { name, trigger: 'queue', note: 'what starts these is not in the template' };
  if (trigger.kind !== 'schedule') return { name, trigger: trigger.kind };
  const everyS = secondsBetweenRuns(trigger.expression ?? '');
  return { name, trigger: 'schedule', ...(everyS !== undefined && { everyS }) };
}

/** Services that share the requests of a workload between them; any other service sees all of them. */
const COMPUTE = new Set(['lambda', 'fargate', 'ecs-ec2', 'ecs-anywhere', 'step-functions']);

/** The part of its workload that each service is guessed to serve: all alike. 1 for schedules, which start each. */
export function sharesOf(placed: readonly Placed[]): number[] {
  const groupOf = ({ service, trigger }: Placed): string | undefined => {
    if (trigger === undefined || trigger.kind === 'schedule') return undefined;
    return `${COMPUTE.has(service) ? 'compute' : service} ${trigger.kind}`;
  };
  const sizes = new Map<string, number>();
  for (const service of placed) {
    const group = groupOf(service);
    if (group !== undefined) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  return placed.map((service) => Number((1 / (sizes.get(groupOf(service) ?? '') ?? 1)).toPrecision(4)));
}
