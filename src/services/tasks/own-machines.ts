import type { Assumption } from '../../model/assumption.js';
import { asWritten, type Decimal } from '../../model/decimal.js';
import { quantity } from '../../model/quantity.js';
import { busiestRate } from '../../simulate/busiest-rate.js';
import { taskCapacity, tasksFor } from '../../simulate/tasks/task-capacity.js';
import type { Traffic } from '../../workload/traffic.js';
import type { NumericContext, NumericLine, Simulation } from '../numeric-service.js';
import type { MeterInfo } from '../service.js';
import { lostRequests, tooSmall, zoneProblem } from '../service-level.js';
import { minimumAssumption, unusedCapacityFields } from './capacity-input.js';
import { OWN_MACHINE_FIELDS, type OwnMachinesInput } from './own-machines-input.js';

/** How many machines of one's own a service runs on; they stand there all month, busy or not. */
export type OwnMachines = Required<
  Pick<Simulation<number>, 'metered' | 'activity' | 'assumptions' | 'unused' | 'infeasible'>
>;

/**
 * Machines as given, or those that the busiest hour needs: tasks by their capacity, then as many machines as hold them.
 * Without traffic the least that was written.
 */
export function ownMachines(service: OwnMachinesInput, { traffic }: NumericContext): OwnMachines {
  const { instances, minInstances } = service;
  if (instances !== undefined) return standing(service, instances);
  return traffic === null ? standing(service, minInstances ?? 0) : carrying(service, traffic);
}

function standing(service: OwnMachinesInput, instances: number): OwnMachines {
  return {
    metered: instances,
    activity: { instances },
    assumptions: instances === 0 ? [] : costAssumption(service, instances),
    unused: OWN_MACHINE_FIELDS,
    infeasible: [],
  };
}

function carrying(service: OwnMachinesInput, traffic: Traffic): OwnMachines {
  const { minTasks = 1, maxTasks = Number.POSITIVE_INFINITY, minInstances = 1, vcpu, memoryGb } = service;
  const perMachine = copiesPerMachine(service);
  const size = { ...service, memoryMb: memoryGb * 1024, cpuSpeed: 1 };
  const capacity = taskCapacity(size, traffic);
  const busiest = busiestRate(traffic);
  const wanted = capacity.requestsPerSecond === 0 ? 0 : tasksFor(busiest, capacity.requestsPerSecond);
  const tasks = Math.min(maxTasks, Math.max(minTasks, wanted));
  const carried = tasks * capacity.mostPerSecond;
  const machines = perMachine === 0 ? minInstances : Math.max(minInstances, Math.ceil(tasks / perMachine));
  const fits = `a copy of ${vcpu} vCPU and ${memoryGb} GB`;
  return {
    metered: machines,
    activity: {
      instances: machines,
      peakTasks: tasks,
      tasksPerInstance: perMachine,
      rpsPerTask: capacity.requestsPerSecond,
    },
    assumptions: [
      ...minimumAssumption('minTasks', service.minTasks),
      ...minimumAssumption('minInstances', service.minInstances),
      ...costAssumption(service, machines),
    ],
    unused: unusedCapacityFields(service, false),
    infeasible: [
      ...(perMachine === 0 ? [`${fits} does not fit on a machine`] : []),
      ...tooSmall(capacity, `a copy of ${memoryGb} GB`),
      ...lostRequests(carried >= busiest ? 0 : 1 - carried / busiest, traffic, `maxTasks ${maxTasks}`),
      ...zoneProblem(machines, traffic, 'minInstances'),
    ],
  };
}

/** What a machine holds by CPU threads and by the memory its system leaves. */
function copiesPerMachine(service: OwnMachinesInput): number {
  const memoryMb = service.instanceMemoryGb * 1024 - service.reservedMemoryMb;
  return Math.max(
    0,
    Math.floor(Math.min(service.instanceVcpu / service.vcpu, memoryMb / (service.memoryGb * 1024)) + 1e-9),
  );
}

/** No price list holds what the machines cost: the report says so unless the user did. */
function costAssumption({ instanceMonthlyUsd }: OwnMachinesInput, instances: number): Assumption[] {
  if (instanceMonthlyUsd !== undefined) return [];
  const reason = 'own machines: power, space and hardware are not in this estimate; give instanceMonthlyUsd';
  return [{ at: 'instances', value: `${instances}`, reason }];
}

/** The meter of own machines, at the user's own price. */
export const OWN_MACHINE_METER: MeterInfo = {
  offer: 'other',
  meter: 'own-machines',
  unit: 'Months',
  description: 'Own machines (not AWS)',
};

/** Machine-months at what the user says a machine costs; none where he does not. */
export function ownMachineLines({ instanceMonthlyUsd }: OwnMachinesInput, machines: Decimal): NumericLine[] {
  if (instanceMonthlyUsd === undefined) return [];
  const { offer, meter, description } = OWN_MACHINE_METER;
  return [
    {
      offer,
      meter,
      description,
      pricingQuantity: quantity(machines, 'Months'),
      pricingCategory: 'Standard',
      derivation: `${machines} machines, all month`,
      ownUsdPerUnit: asWritten(instanceMonthlyUsd),
    },
  ];
}
