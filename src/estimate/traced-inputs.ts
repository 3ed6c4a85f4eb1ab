import { Amount, atMost, type Condition, InputTrace } from '../model/amount.js';
import type { Amounts } from '../model/amounts.js';
import { type NumericPath, numberIn } from '../scenario/numeric-path.js';
import type { DesignService, Workload } from '../scenario/scenario.js';
import type { AnyService } from '../services/service.js';

/** Numbers of a scenario that vary, and how they were compared while a design was estimated. */
export class TracedInputs {
  readonly trace = new InputTrace();
  private readonly indexes: ReadonlyMap<string, number>;

  constructor(private readonly paths: readonly NumericPath[]) {
    this.indexes = new Map(paths.map(({ at }, index) => [at, index]));
  }

  /** The number at a path of the scenario (`designs.0.services.1.memoryMb`), as an input if it varies. */
  amount(at: string, value: number): Amount {
    const index = this.indexes.get(at);
    if (index === undefined) return Amount.of(value);
    return Amount.input(value, { index, isWhole: this.paths[index]?.whole === true }, this.trace);
  }

  /** Whether anything below a path varies, such as a service (`designs.0.services.1`). */
  isVaried(at: string): boolean {
    return this.paths.some((path) => path.at === at || path.at.startsWith(`${at}.`));
  }

  /** CPU time is at most the duration: the reader of scenarios refuses other workloads. */
  workloadConditions(workload: Workload | null): Condition[] {
    if (workload === null || workload.cpuMs === undefined || workload.parts.length > 0) return [];
    const { at, durationMs, cpuMs } = workload;
    return [atMost(this.amount(`${at}.durationMs`, durationMs), this.amount(`${at}.cpuMs`, cpuMs))];
  }
}

/** Turns the numbers of a service's input into amounts. */
export function inputAmounts(
  { service, input, at }: Pick<DesignService, 'service' | 'input' | 'at'>,
  inputs: TracedInputs | undefined,
): Amounts<Readonly<Record<string, unknown>>> {
  const numeric = numericFields(service);
  const amounts: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(input)) {
    const isAmount = typeof value === 'number' && numeric.has(field);
    amounts[field] = isAmount ? (inputs?.amount(`${at}.${field}`, value) ?? Amount.of(value)) : value;
  }
  return amounts;
}

const fieldsOf = new WeakMap<AnyService, ReadonlySet<string>>();

/** Fields that take any number; a choice among listed numbers is not one. */
function numericFields(service: AnyService): ReadonlySet<string> {
  const known = fieldsOf.get(service);
  if (known !== undefined) return known;
  const fields = Object.entries(service.input.shape).filter(([, schema]) => numberIn(schema as never) !== undefined);
  const names = new Set(fields.map(([field]) => field));
  fieldsOf.set(service, names);
  return names;
}
