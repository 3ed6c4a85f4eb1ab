import { Amount, atMost, type Condition } from '../../model/amount.js';
import { type Amounts, numbersOf, shownOf } from '../../model/amounts.js';
import type { Assumption } from '../../model/assumption.js';
import type { ClosedForm } from '../../model/closed-form.js';
import { asWritten } from '../../model/decimal.js';
import { busiestRate } from '../../simulate/busiest-rate.js';
import { taskCapacity, tasksFor } from '../../simulate/tasks/task-capacity.js';
import type { Traffic } from '../../workload/traffic.js';
import type { MeteredLine, MeterInfo, Simulation, SimulationContext } from '../service.js';
import { lostRequests, tooSmall, zoneProblem } from '../service-level.js';
import { minimumAssumption, unusedCapacityFields } from './capacity-input.js';
import { OWN_MACHINE_FIELDS, type OwnMachinesInput } from './own-machines-input.js';

/** How many machines of one's own a service runs on; they run all month, busy or not. */
export type OwnMachines = Simulation<Amount>;

/**
 * Machines as given, or those that the busiest hour needs: tasks by their capacity, then as many machines as hold them.
 * Without traffic a minimum that is given.
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
  // The price of a machine is billed, not part of its size.
  const { instanceMonthlyUsd: _, ...sizing } = given;
  const service = numbersOf<OwnMachinesInput>(sizing);
  const isSteady = traffic.arrivals === undefined;
  const { perMachine, tasks, capacity, busiest } = sizeFor(service, (isSteady ? shownOf : numbersOf)<Traffic>(traffic));
  const carried = tasks * capacity.mostPerSecond;
  const { maxTasks = Number.POSITIVE_INFINITY, vcpu, memoryGb } = service;
  const fits = `a copy of ${vcpu} vCPU and ${memoryGb} GB`;
  const { requestsPerSecond, durationMs, cpuMs, memoryMb } = traffic;
  const figures = isSteady
    ? [requestsPerSecond, durationMs, cpuMs, memoryMb]
    : [Amount.of(busiest), durationMs, cpuMs, memoryMb];
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
      ...(perMachine === 0 ? [`${fits} does not fit on a machine`] : []),
      ...tooSmall(capacity, `a copy of ${memoryGb} GB`),
      ...lostRequests(
        carried >= busiest ? 0 : 1 - carried / busiest,
        shownOf<Traffic>(traffic),
        `maxTasks ${maxTasks}`,
      ),
      ...zoneProblem(machines.shown, shownOf<Traffic>(traffic), 'minInstances'),
    ],
    feasibleWhile: carriesAll(service, figures, machines, traffic.serviceLevel.zones),
  };
}

/** The busiest rate and what one request needs. */
type RateAndRequest = Pick<Traffic, 'requestsPerSecond' | 'hourlyRequests' | 'durationMs' | 'cpuMs' | 'memoryMb'>;

function sizeFor(service: OwnMachinesInput, traffic: RateAndRequest) {
  const { minTasks = 1, maxTasks = Number.POSITIVE_INFINITY, minInstances = 1 } = service;
  const perMachine = copiesPerMachine(service);
  const capacity = taskCapacity({ ...service, memoryMb: service.memoryGb * 1024, cpuSpeed: 1 }, traffic);
  const busiest = busiestRate(traffic);
  const wanted = capacity.requestsPerSecond === 0 ? 0 : tasksFor(busiest, capacity.requestsPerSecond);
  const tasks = Math.min(maxTasks, Math.max(minTasks, wanted));
  const machines = perMachine === 0 ? minInstances : Math.max(minInstances, Math.ceil(tasks / perMachine));
  return { perMachine, capacity, busiest, tasks, machines };
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

/** All requests are carried, by machines in as many zones as the service level asks for. */
function carriesAll(
  service: OwnMachinesInput,
  figures: readonly Amount[],
  machines: Amount,
  zones = 1,
): readonly Condition[] {
  const spare: ClosedForm = {
    name: `spare rate ${JSON.stringify(service)}`,
    compute: (...of) => {
      const { tasks, capacity, busiest } = sizeFor(service, request(...of));
      return capacity.requestsPerSecond === 0 ? -1 : tasks * capacity.mostPerSecond - busiest;
    },
    isWhole: false,
  };
  return [atMost(Amount.closedForm(spare, figures), 0), atMost(machines, zones)];
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

/** Machine-months at the price that the user gives; none without it. */
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
