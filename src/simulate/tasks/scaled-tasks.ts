import { RequestQueue, type TaskWorkload } from './request-queue.js';
import { type DataPoint, POINT_S, type ScalingPolicy, tasksBetween } from './scaling-policy.js';
import { tasksFor } from './task-capacity.js';
import type { TaskHost } from './task-host.js';
import type { TaskLimits } from './task-limits.js';
import type { TaskMonth } from './task-month.js';

/** A service whose number of tasks follows the traffic. */
export interface ScaledTasks extends TaskWorkload {
  readonly limits: TaskLimits;
  readonly policy: ScalingPolicy;
  /** How many deployments the month has, and for how long each runs every task twice. */
  readonly deployments: { readonly count: number; readonly seconds: number };
}

/**
 * Simulates the tasks of a service step by step through the month.
 *
 * Requests arrive evenly within a step. Once a minute the policy sees the last data point and decides how many tasks there
 * should be; the host decides when they serve. The month begins with the tasks that its first minute needs.
 *
 * @param newHost makes the host, given the tasks that serve at the start
 */
export function simulateTasks<Host extends TaskHost>(
  service: ScaledTasks,
  newHost: (running: number) => Host,
): { readonly month: TaskMonth; readonly host: Host } {
  const running = tasksAtStart(service);
  const host = newHost(running);
  return { month: new TaskSimulation(service, host, running).run(), host };
}

function tasksAtStart({ arrivals: { expected, stepSeconds }, capacity, limits }: ScaledTasks): number {
  const steps = Math.ceil(POINT_S / stepSeconds);
  const arrived = expected.subarray(0, steps).reduce((sum, requests) => sum + requests, 0);
  return tasksBetween(tasksFor(arrived / (steps * stepSeconds), capacity.requestsPerSecond), limits.at(0));
}

/** Scheduled limits change at full hours of a local clock, whose offset is a multiple of a quarter of an hour. */
const QUARTER_S = 900;

class TaskSimulation {
  /** Tasks that serve, including the additional ones of a deployment. */
  private serving: number;
  /** Desired tasks without those of a deployment, and the additional ones of a deployment. */
  private desired: number;
  private deployed = 0;
  private readonly deploymentsAtS: Float64Array;
  private deployments = 0;
  private deployedUntilS = Number.POSITIVE_INFINITY;
  private points = 0;
  private pointTaskSeconds = 0;
  private limitsUntilS = QUARTER_S;
  private limits: { readonly minTasks: number; readonly maxTasks: number };
  private started = 0;
  private stopped = 0;
  private peak: number;
  private lowest: number;
  private readonly requests: RequestQueue;
  /** Reused for all data points of the month. */
  private readonly point: { -readonly [Key in keyof DataPoint]: DataPoint[Key] } = {
    nowS: 0,
    points: 0,
    running: 0,
    desired: 0,
    taskSeconds: 0,
    arrived: 0,
    served: 0,
    backlog: 0,
    minTasks: 0,
    maxTasks: 0,
    mayScaleIn: true,
  };
  private readonly secondsPerHour: Float64Array;

  constructor(
    private readonly service: ScaledTasks,
    private readonly host: TaskHost,
    running: number,
  ) {
    this.serving = running;
    this.desired = running;
    this.peak = running;
    this.lowest = running;
    this.limits = service.limits.at(0);
    this.requests = new RequestQueue(service);
    this.deploymentsAtS = deploymentStarts(service.deployments.count, service.monthS);
    this.secondsPerHour = new Float64Array(Math.ceil(service.monthS / 3600));
  }

  run(): TaskMonth {
    const { arrivals, monthS } = this.service;
    const { stepSeconds, expected } = arrivals;
    let hour = 0;
    let hourEndsS = 3600;
    for (let step = 0; step < expected.length; step += 1) {
      const nowS = step * stepSeconds;
      const endS = Math.min(monthS, nowS + stepSeconds);
      this.updateTasks(nowS);
      const running = Math.min(this.serving, this.desired);
      this.requests.advance(nowS, endS, expected[step] as number, running);
      if (nowS >= hourEndsS) {
        hour = Math.floor(nowS / 3600);
        hourEndsS = (hour + 1) * 3600;
      }
      this.secondsPerHour[hour] = (this.secondsPerHour[hour] as number) + this.serving * (endS - nowS);
      this.pointTaskSeconds += running * (endS - nowS);
      if (endS >= (this.points + 1) * POINT_S && endS < monthS) this.evaluatePolicy(endS);
    }
    return this.result();
  }

  /** Applies what the host and deployments change at the start of a step. */
  private updateTasks(nowS: number): void {
    const ready = this.host.advance(nowS);
    if (ready > 0) {
      this.serving += ready;
      this.peak = Math.max(this.peak, Math.min(this.serving, this.desired));
    }
    if (nowS >= this.deployedUntilS) this.endDeployment(nowS);
    if (nowS >= (this.deploymentsAtS[this.deployments] ?? Number.POSITIVE_INFINITY)) this.deploy(nowS);
  }

  /** Starts every task a second time, unless a deployment is already under way. */
  private deploy(nowS: number): void {
    this.deployments += 1;
    if (this.deployed > 0 || this.desired === 0) return;
    this.deployed = this.desired;
    this.deployedUntilS = nowS + this.service.deployments.seconds;
    this.host.start(nowS, this.deployed);
  }

  private endDeployment(nowS: number): void {
    const { deployed } = this;
    this.deployedUntilS = Number.POSITIVE_INFINITY;
    this.stop(nowS, deployed);
    this.deployed = 0;
  }

  private evaluatePolicy(nowS: number): void {
    const points = Math.floor(nowS / POINT_S) - this.points;
    this.points += points;
    if (nowS >= this.limitsUntilS) {
      this.limits = this.service.limits.at(nowS);
      this.limitsUntilS = (Math.floor(nowS / QUARTER_S) + 1) * QUARTER_S;
    }
    const { point, requests, limits } = this;
    point.nowS = nowS;
    point.points = points;
    point.running = Math.min(this.serving, this.desired);
    point.desired = this.desired;
    point.taskSeconds = this.pointTaskSeconds;
    point.arrived = requests.arrived;
    point.served = requests.served;
    point.backlog = requests.waiting;
    point.minTasks = limits.minTasks;
    point.maxTasks = limits.maxTasks;
    point.mayScaleIn = this.deployed === 0;
    requests.endPoint();
    this.pointTaskSeconds = 0;
    this.scaleTo(tasksBetween(this.service.policy.desiredTasks(point), limits), nowS);
  }

  private scaleTo(tasks: number, nowS: number): void {
    const { desired } = this;
    if (tasks > desired) {
      this.host.start(nowS, tasks - desired);
      this.started += tasks - desired;
    } else if (tasks < desired) {
      this.stop(nowS, desired - tasks);
      this.stopped += desired - tasks;
    }
    this.desired = tasks;
    this.lowest = Math.min(this.lowest, this.serving);
  }

  /** The host first stops tasks that do not serve yet. */
  private stop(nowS: number, tasks: number): void {
    const starting = this.desired + this.deployed - this.serving;
    this.host.stop(nowS, tasks);
    this.serving -= Math.max(0, tasks - starting);
  }

  private result(): TaskMonth {
    const { monthS, arrivals } = this.service;
    const seconds = this.secondsPerHour;
    const taskSeconds = seconds.reduce((sum, hour) => sum + hour, 0);
    // A step belongs to the hour in which it begins.
    const startS = (hour: number) =>
      Math.min(monthS, Math.ceil((hour * 3600) / arrivals.stepSeconds) * arrivals.stepSeconds);
    const tasks = seconds.map((hourly, hour) => hourly / (startS(hour + 1) - startS(hour)));
    return {
      ...this.requests.finish(),
      averageTasks: taskSeconds / monthS,
      peakTasks: this.peak,
      lowestTasks: this.lowest,
      started: this.started,
      stopped: this.stopped,
      hours: { tasks, lost: this.requests.lostPerHour, longestWaitS: this.requests.longestWaitPerHour },
    };
  }
}

/** When deployments begin: in the middle of equal parts of the month, so that none is at either end. */
function deploymentStarts(count: number, monthS: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => ((index + 0.5) / count) * monthS);
}
