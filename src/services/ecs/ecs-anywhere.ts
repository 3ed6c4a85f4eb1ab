import * as z from 'zod';
import type { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount } from '../../model/field.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { OWN_MACHINE_METER, ownMachineLines, ownMachines } from '../tasks/own-machines.js';
import { ownMachineFields } from '../tasks/own-machines-input.js';
import { monthHours } from '../traffic-units.js';

const METERS = meterTable('ecs', {
  'anywhere-instance': ['Hours', 'Managed ECS Anywhere instances'],
});

const input = z
  .strictObject({
    ...ownMachineFields,
    hoursPerInstance: amount(744).optional().meta({
      title: 'Hours for which each machine is registered in the month (default: all)',
      role: 'direct',
      unit: 'hours',
    }),
  })
  .superRefine(({ hoursPerInstance, instances }, problems) => {
    if (hoursPerInstance !== undefined && instances === undefined) {
      problems.addIssue({ code: 'custom', path: ['hoursPerInstance'], message: 'needs instances' });
    }
  });

type Input = z.output<typeof input>;

interface Registered {
  readonly machines: Amount;
  readonly hoursEach: Amount;
}

/** Amazon ECS Anywhere: own machines under ECS, billed for each hour of registration. */
export const ecsAnywhere = defineService({
  id: 'ecs-anywhere',
  serviceName: 'Amazon ECS Anywhere',
  pricingUrl: 'https://aws.amazon.com/ecs/anywhere/pricing/',
  summary: 'Containers on your own machines, billed per registered instance and hour; 2,200 hours a month are free.',
  notModelled: [
    'the cost of own machines, unless instanceMonthlyUsd gives it',
    'the advanced tier of AWS Systems Manager above 1,000 machines',
    'machines added and removed within the month',
  ],
  meters: [...METERS.infos, OWN_MACHINE_METER],
  input,
  simulate,
  meter,
});

function simulate(service: Amounts<Input>, context: SimulationContext): Simulation<Registered> {
  const own = ownMachines(service, context);
  const machines = own.metered.as('instances');
  const hoursEach = service.hoursPerInstance?.as('h') ?? monthHours(context.month);
  return {
    ...own,
    metered: { machines, hoursEach },
    activity: { ...own.activity, instanceHours: machines.times(hoursEach) },
  };
}

/** Hours = instances × registered hours of each. https://aws.amazon.com/ecs/anywhere/pricing/ */
function meter(service: Amounts<Input>, { machines, hoursEach }: Registered): MeteredLine[] {
  return [...METERS.lines([['anywhere-instance', machines.times(hoursEach)]]), ...ownMachineLines(service, machines)];
}
