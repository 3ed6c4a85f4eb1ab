import * as z from 'zod';
import { asWritten, type Decimal } from '../../model/decimal.js';
import { amount } from '../../model/field.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { OWN_MACHINE_METER, ownMachineLines, ownMachines } from '../tasks/own-machines.js';
import { ownMachineFields } from '../tasks/own-machines-input.js';

const METERS = meterTable('ecs', {
  'anywhere-instance': ['Hours', 'Managed ECS Anywhere instances'],
});

const input = z
  .strictObject({
    ...ownMachineFields,
    hoursPerInstance: amount(744)
      .optional()
      .meta({ title: 'Hours each machine is registered in the month (default: all)', role: 'direct', unit: 'hours' }),
  })
  .superRefine(({ hoursPerInstance, instances }, problems) => {
    if (hoursPerInstance !== undefined && instances === undefined) {
      problems.addIssue({ code: 'custom', path: ['hoursPerInstance'], message: 'needs instances' });
    }
  });

type Input = z.output<typeof input>;

interface Instances {
  readonly instances: Decimal;
  readonly hoursEach: Decimal;
}

/** Amazon ECS Anywhere: machines of one's own under ECS, billed for each hour they are registered. */
export const ecsAnywhere = defineNumericService({
  id: 'ecs-anywhere',
  serviceName: 'Amazon ECS Anywhere',
  pricingUrl: 'https://aws.amazon.com/ecs/anywhere/pricing/',
  summary: 'Containers on your own machines, billed per registered instance and hour; 2,200 hours a month are free.',
  notModelled: [
    'what own machines cost, unless instanceMonthlyUsd says it',
    'the advanced tier of AWS Systems Manager above 1,000 machines',
    'machines added and taken away within the month',
  ],
  meters: [...METERS.infos, OWN_MACHINE_METER],
  input,
  simulate,
  meter,
});

function simulate(service: Input, context: NumericContext): Simulation<Instances> {
  const own = ownMachines(service, context);
  const hoursEach = service.hoursPerInstance ?? context.month.hours;
  return {
    ...own,
    metered: { instances: asWritten(own.metered), hoursEach: asWritten(hoursEach) },
    activity: { ...own.activity, instanceHours: own.metered * hoursEach },
  };
}

/** Hours = instances × hours each is registered. https://aws.amazon.com/ecs/anywhere/pricing/ */
function meter(service: Input, { instances, hoursEach }: Instances): NumericLine[] {
  const steps = `${instances} instances × ${hoursEach} h`;
  return [
    ...METERS.lines([['anywhere-instance', instances.times(hoursEach), steps]]),
    ...ownMachineLines(service, instances),
  ];
}
