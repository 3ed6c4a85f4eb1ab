import { Amount, atMost, type Condition } from '../../model/amount.js';
import { type Amounts, numbersOf, shownOf } from '../../model/amounts.js';
import type { Assumption } from '../../model/assumption.js';
import type { ClosedForm } from '../../model/closed-form.js';
import { asWritten } from '../../model/decimal.js';
import { taskCapacity, tasksFor } from '../../simulate/tasks/task-capacity.js';
import { peakHourlyRate } from '../../simulate/time-series.js';
import type { Traffic } from '../../workload/traffic.js';
import type { MeteredLine, MeterInfo, Simulation, SimulationContext } from '../service.js';
import { lossProblems, memoryProblems, zoneProblems } from '../service-level.js';
import { minimumAssumption, unusedCapacityFields } from './capacity-input.js';
import { OWN_MACHINE_FIELDS, type OwnMachinesInput } from './own-machines-input.js';

/** Own machines that a service runs on; they run all month, busy or not. */
export type OwnMachines = Simulation<Amount>;

/**
 * Computes the machines: as given, or as many as hold the tasks that the busiest hour needs. Without traffic they are the
 * given minimum.
 */
export function ownMachines(service: Amounts<OwnMachinesInput>, { traffic }: SimulationContext): OwnMachines {
  const { instances, minInstances = Amount.ZERO } = service;
  if (instances !== undefined) return givenMachines(service, instances);
  return traffic === null ? givenMachines(service, minInstances) : machinesFor(service, traffic);
}

function givenMachines(service: Amounts<OwnMachinesInput>, instances: Amount): OwnMachines {
  return {
    metered: instances,
    activity: { instances },
    assumptions: instances.exact.isZero() ? [] : costAssumption(service, instances.shown),
    unused: OWN_MACHINE_FIELDS,
  };
}

function machinesFor(given: Amounts<OwnMachinesInput>, traffic: Amounts<Traffic>): OwnMachines {
  // The price of a machine does not affect how many are needed.
  const { instanceMonthlyUsd: _, ...sizing } = given;
  const service = numbersOf<OwnMachinesInput>(sizing);
  const isSteady = traffic.arrivals === undefined;
  const { perMachine, tasks, capacity, peakRate } = sizeFor(
    service,
    (isSteady ? shownOf : numbersOf)<Traffic>(traffic),
  );
  const maxRate = tasks * capacity.maxPerSecond;
  const { maxTasks = Number.POSITIVE_INFINITY, vcpu, memoryGb } = service;
  const copy = `a copy of ${vcpu} vCPU and ${memoryGb} GB`;
  const { requestsPerSecond, durationMs, cpuMs, memoryMb } = traffic;
  const figures = isSteady
    ? [requestsPerSecond, durationMs, cpuMs, memoryMb]
    : [Amount.of(peakRate), durationMs, cpuMs, memoryMb];
  const machines = Amount.closedForm(steadyMachines(service), figures);
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
      ...costAssumption(given, machines.shown),
    ],
    unused: unusedCapacityFields(service, false),
    infeasible: [
      ...(perMachine === 0 ? [`${copy} does not fit on a machine`] : []),
      ...memoryProblems(capacity, `a copy of ${memoryGb} GB`),
      ...lossProblems(
        maxRate >= peakRate ? 0 : 1 - maxRate / peakRate,
        shownOf<Traffic>(traffic),
        `maxTasks ${maxTasks}`,
      ),
      ...zoneProblems(machines.shown, shownOf<Traffic>(traffic), 'minInstances'),
    ],
    feasibleWhile: servesAll(service, figures, machines, traffic.serviceLevel.zones),
  };
}

/** The peak rate, and what one request needs. */
type RateAndRequest = Pick<Traffic, 'requestsPerSecond' | 'hourlyRequests' | 'durationMs' | 'cpuMs' | 'memoryMb'>;

function sizeFor(service: OwnMachinesInput, traffic: RateAndRequest) {
  const { minTasks = 1, maxTasks = Number.POSITIVE_INFINITY, minInstances = 1 } = service;
  const perMachine = copiesPerMachine(service);
  const capacity = taskCapacity({ ...service, memoryMb: service.memoryGb * 1024, cpuSpeed: 1 }, traffic);
  const peakRate = peakHourlyRate(traffic);
  const needed = capacity.requestsPerSecond === 0 ? 0 : tasksFor(peakRate, capacity.requestsPerSecond);
  const tasks = Math.min(maxTasks, Math.max(minTasks, needed));
  const machines = perMachine === 0 ? minInstances : Math.max(minInstances, Math.ceil(tasks / perMachine));
  return { perMachine, capacity, peakRate, tasks, machines };
}

const request = (requestsPerSecond = 0, durationMs = 0, cpuMs = 0, memoryMb = 0) => ({
  ...{ requestsPerSecond, durationMs, cpuMs, memoryMb },
});

const steadyMachines = (service: OwnMachinesInput): ClosedForm => ({
  name: `machines ${JSON.stringify(service)}`,
  compute: (...figures) => sizeFor(service, request(...figures)).machines,
  isWhole: true,
  directions: ['rising', 'rising', 'rising', 'rising'],
});

/** Conditions under which all requests are served, by machines in as many zones as the service level requires. */
function servesAll(
  service: OwnMachinesInput,
  figures: readonly Amount[],
  machines: Amount,
  zones = 1,
): readonly Condition[] {
  const spare: ClosedForm = {
    name: `spare rate ${JSON.stringify(service)}`,
    compute: (...values) => {
      const { tasks, capacity, peakRate } = sizeFor(service, request(...values));
      return capacity.requestsPerSecond === 0 ? -1 : tasks * capacity.maxPerSecond - peakRate;
    },
    isWhole: false,
  };
  return [atMost(Amount.closedForm(spare, figures), 0), atMost(machines, zones)];
}

/** Copies that a machine holds, by CPU threads and by the memory that its system leaves. */
function copiesPerMachine(service: OwnMachinesInput): number {
  const memoryMb = service.instanceMemoryGb * 1024 - service.reservedMemoryMb;
  return Math.max(
    0,
    Math.floor(Math.min(service.instanceVcpu / service.vcpu, memoryMb / (service.memoryGb * 1024)) + 1e-9),
  );
}

/** Says that the cost of the machines is not in the estimate, unless the user gives it. */
function costAssumption({ instanceMonthlyUsd }: Amounts<OwnMachinesInput>, instances: number): Assumption[] {
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

/** Machine-months at the user's own price; no line without one. */
export function ownMachineLines({ instanceMonthlyUsd }: Amounts<OwnMachinesInput>, machines: Amount): MeteredLine[] {
  if (instanceMonthlyUsd === undefined) return [];
  return [
    {
      ...OWN_MACHINE_METER,
      amount: machines.as('machines, all month'),
      pricingCategory: 'Standard',
      ownUsdPerUnit: asWritten(instanceMonthlyUsd.number),
    },
  ];
}
