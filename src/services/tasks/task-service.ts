import type { Assumption } from '../../model/assumption.js';
import type { Activity } from '../../model/report.js';
import type { ScalingPolicy } from '../../simulate/tasks/scaling-policy.js';
import type { TaskCapacity, TaskSize } from '../../simulate/tasks/task-capacity.js';
import type { TaskHost } from '../../simulate/tasks/task-host.js';
import type { TaskMonth } from '../../simulate/tasks/task-month.js';
import type { RunMonth } from '../../simulate/tasks/task-runs.js';
import type { Traffic } from '../../workload/traffic.js';
import type { HourlySeries } from '../service.js';
import type { CapacityInput } from './capacity-input.js';

/** A container service: tasks of one size, and where they run. */
export interface TaskService<Host extends TaskHost> {
  readonly input: CapacityInput;
  readonly size: TaskSize;
  readonly isArm: boolean;
  /** Share of a task's time in which it serves; below 1 where Spot interrupts it. */
  readonly usableShare: number;
  /** A task in words: `a task of 2 GB`. */
  readonly description: string;
  /** Makes the policy that decides the number of tasks; that of ECS by default. */
  readonly newPolicy?: ((capacity: TaskCapacity, traffic: Traffic) => ScalingPolicy) | undefined;
  /** Makes the host of the tasks, given those that run when the month begins. */
  newHost(running: number): Host;
}

/** The month of the tasks of a service. */
export interface SimulatedTasks<Host> {
  /** `steady`: the same number all month. `scaled`: simulated on the host. `runs`: one run for each batch of jobs. */
  readonly kind: 'steady' | 'scaled' | 'runs';
  readonly month: Omit<TaskMonth, 'hours'>;
  /** Where they ran; null unless `scaled`. */
  readonly host: Host | null;
  /** Number and length of the runs; null unless `runs`. */
  readonly runs: Pick<RunMonth, 'runs' | 'runSeconds'> | null;
  readonly capacity: TaskCapacity;
  /** The minimum that was given, taken by default or found. */
  readonly minTasks: number;
  readonly hours?: HourlySeries;
}

/** The same with what the report shows of it. */
export interface ReportedTasks<Host> extends SimulatedTasks<Host> {
  readonly activity: Activity;
  readonly assumptions: readonly Assumption[];
  readonly infeasible: readonly string[];
  readonly unused: readonly string[];
}
