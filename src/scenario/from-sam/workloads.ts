import type { PlacedService, Trigger, TriggerKind } from './mapping.js';
import { secondsBetweenRuns } from './schedules.js';

/** A workload of the scenario. */
export interface WorkloadDraft {
  readonly name: string;
  readonly trigger: 'http' | 'websocket' | 'queue' | 'stream' | 'schedule';
  /** Seconds between two runs of a known schedule: then the number of requests is not a guess. */
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

/** The name of the workload that a trigger belongs to. */
export function workloadName(trigger: Trigger): string {
  if (trigger.kind !== 'schedule') return NAMES[trigger.kind];
  return `schedule ${trigger.expression ?? 'unknown'}`.slice(0, 100);
}

/** Drafts one workload for each kind of request in the design; at least one. */
export function workloadsOf(placed: readonly PlacedService[]): WorkloadDraft[] {
  const drafts = new Map<string, WorkloadDraft>();
  for (const { trigger } of placed) {
    if (trigger !== undefined) drafts.set(workloadName(trigger), draftOf(trigger));
  }
  return drafts.size === 0 ? [draftOf({ kind: 'http' })] : [...drafts.values()];
}

function draftOf(trigger: Trigger): WorkloadDraft {
  const name = workloadName(trigger);
  if (trigger.kind === 'other') return { name, trigger: 'queue', note: 'the trigger of these is not in the template' };
  if (trigger.kind !== 'schedule') return { name, trigger: trigger.kind };
  const everyS = secondsBetweenRuns(trigger.expression ?? '');
  return { name, trigger: 'schedule', ...(everyS !== undefined && { everyS }) };
}

/** Services that divide the requests of a workload among them; any other service gets all requests. */
const COMPUTE = new Set(['lambda', 'fargate', 'ecs-ec2', 'ecs-anywhere', 'step-functions']);

/** Guesses the share of its workload that each service serves: equal shares; 1 for schedules, which start each of them. */
export function guessedShares(placed: readonly PlacedService[]): number[] {
  const groupOf = ({ service, trigger }: PlacedService): string | undefined => {
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
