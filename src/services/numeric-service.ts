import type * as z from 'zod';
import { Amount } from '../model/amount.js';
import { type Amounts, numbersOf } from '../model/amounts.js';
import type { UsageLine } from '../model/cost-line.js';
import type { Month } from '../model/month.js';
import type { Activity } from '../model/report.js';
import type { Traffic } from '../workload/traffic.js';
import type { InstanceType, Service, SimulationContext, Simulation as SimulationOf } from './service.js';

/** Services that are not yet metered in amounts. */
export interface NumericContext {
  readonly month: Month;
  readonly traffic: Traffic | null;
  readonly upstream: ReadonlyMap<string, Activity>;
  readonly instanceType: (type: string) => InstanceType;
}
export type NumericLine = Omit<UsageLine, 'service' | 'name' | 'derivation'> & { readonly derivation: string };
export type Simulation<Metered> = Omit<SimulationOf<Metered>, 'activity'> & { readonly activity: Activity };

export function numericContext(context: SimulationContext): NumericContext {
  const { traffic } = context;
  return {
    month: context.month,
    instanceType: context.instanceType,
    traffic: traffic === null ? null : numbersOf<Traffic>(traffic),
    get upstream() {
      return new Map([...context.upstream].map(([name, activity]) => [name, numbersOf<Activity>(activity)]));
    },
  };
}

export function amountLine({ pricingQuantity, ...line }: NumericLine) {
  return { ...line, amount: Amount.of(pricingQuantity.amount), unit: pricingQuantity.unit };
}

export function defineNumericService<Schema extends z.ZodObject, Metered>(
  service: Omit<Service<z.output<Schema>, Metered>, 'simulate' | 'meter' | 'alternatives'> & {
    readonly input: Schema;
    alternatives?(input: z.output<Schema>): unknown;
    simulate(input: z.output<Schema>, context: NumericContext): Simulation<Metered>;
    meter(input: z.output<Schema>, metered: Metered, month: Month): NumericLine[];
  },
): Service<z.output<Schema>, Metered> {
  type Input = z.output<Schema> & object;
  return {
    ...service,
    simulate: (input: Amounts<Input>, context: SimulationContext) =>
      service.simulate(numbersOf<Input>(input), numericContext(context)),
    meter: (input: Amounts<Input>, metered: Metered, month: Month) =>
      service.meter(numbersOf<Input>(input), metered, month).map(amountLine),
  } as never;
}
