import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { ClosedForm } from '../../model/closed-form.js';
import { type FunctionSize, wallTimeMs } from '../../simulate/lambda/lambda-duration.js';
import { waitingMs } from '../../simulate/tasks/task-capacity.js';
import type { Traffic } from '../../workload/traffic.js';

const WAITING: ClosedForm = {
  name: 'waiting ms',
  compute: waitingMs,
  isWhole: false,
  directions: ['rising', 'falling'],
};

const WALL_TIME: ClosedForm = {
  name: 'wall time ms',
  compute: wallTimeMs,
  isWhole: false,
  directions: ['rising', 'rising', 'falling', 'falling', 'falling'],
};

/** Duration in ms of one request of the workload on a function: `durationAtMemory()`. */
export function scaledDuration(
  { durationMs, cpuMs }: Pick<Amounts<Traffic>, 'durationMs' | 'cpuMs'>,
  { memoryMb, parallelism, cpuSpeed }: Amounts<FunctionSize>,
): Amount {
  // Said apart, because a difference of two that vary together has no direction.
  const waiting = cpuMs === durationMs ? Amount.ZERO : Amount.closedForm(WAITING, [durationMs, cpuMs]);
  return Amount.closedForm(WALL_TIME, [waiting, cpuMs, memoryMb, parallelism, cpuSpeed]);
}
