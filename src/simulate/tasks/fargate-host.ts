import type { TaskHost } from './task-host.js';
import { TaskLifetimes } from './task-lifetimes.js';

/**
 * Tasks that Fargate launches at once, and per second after those, in one account and region.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/throttling.html
 */
export const FARGATE_LAUNCHES = { burst: 100, perSecond: 20 };

/** How long Fargate takes to start and to stop a task. */
export interface FargateTimes {
  /** From the launch, when the image pull and billing begin, until the task serves. */
  readonly startDelayS: number;
  /** From the decision to stop a task until it has stopped: it finishes its requests and is billed. */
  readonly deregistrationDelayS: number;
  /** End of the month: billed time ends there. */
  readonly endS: number;
}

/** Tasks launched together that still run. */
interface Launch {
  readonly launchS: number;
  tasks: number;
}

/**
 * Tasks on Fargate: there is room for all of them, after a start delay. Launches keep to Fargate's rate; of tasks that
 * serve, the oldest are stopped first.
 */
export class FargateHost implements TaskHost {
  readonly lifetimes = new TaskLifetimes();
  /** Oldest first. */
  private readonly launches: Launch[];
  /** Index of the oldest launch that still runs, and of the first that does not serve yet. */
  private oldest = 0;
  private starting: number;
  private tokens = FARGATE_LAUNCHES.burst;
  private tokensAtS = 0;

  /** @param running tasks that serve when the month begins */
  constructor(
    private readonly times: FargateTimes,
    running: number,
  ) {
    this.launches = running === 0 ? [] : [{ launchS: 0, tasks: running }];
    this.starting = this.launches.length;
  }

  start(nowS: number, tasks: number): void {
    const { burst, perSecond } = FARGATE_LAUNCHES;
    this.tokens = Math.min(burst, this.tokens + perSecond * (nowS - this.tokensAtS));
    this.tokensAtS = nowS;
    let left = tasks;
    for (let second = this.tokens < 1 ? Math.ceil((1 - this.tokens) / perSecond) : 0; left > 0; second += 1) {
      const allowed = Math.floor(this.tokens + perSecond * second) - (tasks - left);
      const launched = Math.max(0, Math.min(left, allowed));
      if (launched > 0) this.launches.push({ launchS: nowS + second, tasks: launched });
      left -= launched;
    }
    this.tokens -= tasks;
  }

  stop(nowS: number, tasks: number): void {
    let left = tasks;
    while (left > 0 && this.launches.length > this.starting) {
      const last = this.launches.at(-1) as Launch;
      const stopped = this.end(last, left, nowS);
      if (last.launchS > nowS) this.tokens += stopped;
      left -= stopped;
      if (last.tasks === 0) this.launches.pop();
    }
    while (left > 0 && this.oldest < this.starting) {
      const first = this.launches[this.oldest] as Launch;
      left -= this.end(first, left, nowS + this.times.deregistrationDelayS);
      if (first.tasks === 0) this.oldest += 1;
    }
  }

  advance(nowS: number): number {
    let ready = 0;
    while (this.starting < this.launches.length) {
      const { launchS, tasks } = this.launches[this.starting] as Launch;
      if (launchS + this.times.startDelayS > nowS) break;
      ready += tasks;
      this.starting += 1;
    }
    return ready;
  }

  /** Ends the month: tasks that still run have lived until then. */
  finish(): void {
    for (const launch of this.launches.slice(this.oldest)) this.end(launch, launch.tasks, this.times.endS);
  }

  private end(launch: Launch, max: number, atS: number): number {
    const ended = Math.min(max, launch.tasks);
    launch.tasks -= ended;
    this.lifetimes.add(ended, Math.min(atS, this.times.endS) - launch.launchS);
    return ended;
  }
}
