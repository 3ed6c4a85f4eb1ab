import type * as z from 'zod';
import type { Amount, Condition } from '../model/amount.js';
import type { Amounts } from '../model/amounts.js';
import type { Assumption } from '../model/assumption.js';
import type { UsageLine } from '../model/cost-line.js';
import type { Month } from '../model/month.js';
import type { Activity } from '../model/report.js';
import type { Unit } from '../model/unit.js';
import type { Traffic } from '../workload/traffic.js';

/** What is known about an EC2 instance type; null where AWS's figure is not known. */
export interface InstanceType {
  readonly instanceType: string;
  readonly vcpu: number;
  readonly memoryGb: number;
  readonly architecture: 'x86_64' | 'arm64';
  /** Share of each vCPU it sustains: below 1 for burstable types. */
  readonly cpuBaseline: number;
  /** ECS tasks with a network interface of their own (`awsvpc`): interfaces − 1. */
  readonly awsvpcTasks: number | null;
  /** Whether `awsvpcTrunking` raises that. */
  readonly trunkingCompatible: boolean;
  /** Pods that the VPC's network plugin gives addresses to. */
  readonly eksMaxPods: number | null;
}

/** What a service may look at while it works out how its capacity answers the traffic. */
export interface SimulationContext {
  readonly month: Month;
  /** null when the scenario has no workload or the service has direct usage only. */
  readonly traffic: Amounts<Traffic> | null;
  /** Activity of the services before this one in the design, by name. */
  readonly upstream: ReadonlyMap<string, Amounts<Activity>>;
  /** @throws EstimatorError `INSTANCE_TYPE_UNKNOWN` for a type whose sizes are not known */
  readonly instanceType: (type: string) => InstanceType;
}

/** What happened hour by hour, by name: `requests`, `tasks`, … Each has a number for every hour of the month. */
export type HourlySeries = Readonly<Record<string, Float64Array>>;

/** How capacity answered the traffic. */
export interface Simulation<Metered> {
  /** What `meter` bills. */
  readonly metered: Metered;
  /**
   * What the report shows under `activity`, and what services after this one read. A figure that they bill by is an amount
   * where it depends on the input or the traffic.
   */
  readonly activity: Readonly<Record<string, Amount | number>>;
  /** Hour by hour; left out where every hour is alike. */
  readonly hours?: HourlySeries;
  /** The series that the cost follows over the month, or those of single meters; all else costs the same every hour. */
  readonly costFollows?: string | Readonly<Record<string, string>>;
  /** Values taken that are not fields left out (those are listed by themselves); `at` is relative to the service. */
  readonly assumptions?: readonly Assumption[];
  readonly warnings?: readonly string[];
  /** Why the service cannot do the work. */
  readonly infeasible?: readonly string[];
  /** What the service cannot do at any price, as conditions on amounts. */
  readonly limits?: readonly Limit[];
  /** Where these hold, there is no reason among `infeasible` either, although inputs vary. */
  readonly feasibleWhile?: readonly Condition[];
  /** Fields that had no say in this result, so that their defaults are not listed as assumptions. */
  readonly unused?: readonly string[];
}

/** A condition that must hold for a service to do the work. */
export interface Limit {
  readonly condition: Condition;
  /** Said where it does not hold. */
  readonly reason: string;
}

/** How much of one meter a service uses; the estimate adds the service's id and name. */
export interface MeteredLine extends Omit<UsageLine, 'service' | 'name' | 'pricingQuantity' | 'derivation'> {
  readonly amount: Amount;
  readonly unit: Unit;
}

/** One billed dimension of a service, for `crossover services` and the README. */
export interface MeterInfo {
  readonly offer: string;
  readonly meter: string;
  readonly unit: Unit;
  readonly description: string;
}

/** One of several inputs that would do. */
export interface Alternative<Input> {
  readonly input: Input;
  /** The field that left the choice open, and the value taken for it here. */
  readonly at: string;
  readonly value: string;
}

/** One AWS service: its input, how its capacity answers traffic, and how AWS meters it. Never a price. */
export interface Service<Input = never, Metered = unknown> {
  readonly id: string;
  readonly serviceName: string;
  readonly pricingUrl: string;
  /** One sentence; what is not modelled is listed apart. */
  readonly summary: string;
  /** What its bill may also hold that is not estimated. */
  readonly notModelled: readonly string[];
  readonly meters: readonly MeterInfo[];
  /** Strict; every field carries `FieldMeta`. Without `service`, `name` and the other fields all services share. */
  readonly input: z.ZodObject;
  /** The inputs to choose from, where one leaves a choice open; the estimate, which knows prices, keeps the cheapest. */
  alternatives?(input: Input): readonly Alternative<Input>[];
  /**
   * Works out how the service's capacity answers the traffic, or takes the usage given directly. What is billed is worked
   * out in amounts, so that it can be compiled over inputs that vary (`model/amount.ts`).
   *
   * @throws EstimatorError `USAGE_INVALID` for usage that cannot be
   */
  simulate(input: Amounts<Input>, context: SimulationContext): Simulation<Metered>;
  /** AWS's own rounding happens here and only here. */
  meter(input: Amounts<Input>, metered: Metered, month: Month): MeteredLine[];
}

/** A service whose input type is known only to itself. */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds services of every input
export type AnyService = Service<any, any>;

/** Fixes the input and metered types of a service from its own parts. */
export function defineService<Schema extends z.ZodObject, Metered>(
  service: Service<z.output<Schema>, Metered> & { readonly input: Schema },
): Service<z.output<Schema>, Metered> {
  return service;
}
