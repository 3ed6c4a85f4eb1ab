/** One task of the reference. */
interface NaiveTask {
  launchedS: number | null;
  servesS: number | null;
  /** When it no longer serves, and when it is stopped. */
  leavesS: number | null;
  stoppedS: number | null;
}

/** A service of the reference: the input of `ScaledTasks` and `FargateHost` in plain numbers. */
export interface NaiveService {
  /** Requests per second, by minute. */
  readonly rps: readonly number[];
  readonly plannedRps: number;
  readonly mostRps: number;
  readonly fullUtilization: number;
  readonly targetUtilization: number;
  readonly metric: 'cpu' | 'requests' | 'cpu and backlog';
  readonly targetBacklog: number;
  readonly patienceS: number;
  readonly outS: number;
  readonly inS: number;
  readonly startDelayS: number;
  readonly deregistrationDelayS: number;
  readonly minTasks: number;
  readonly maxTasks: number;
  /** Other limits in some hours of the day. */
  readonly scheduled: { readonly fromHour: number; readonly toHour: number; readonly minTasks: number } | null;
  readonly deployments: number;
  readonly deploymentS: number;
}

export interface NaiveMonth {
  readonly tasksEachSecond: number[];
  readonly lifetimes: number[];
  readonly started: number;
  readonly stopped: number;
  readonly lost: number;
  readonly waiting: number;
  readonly longestWaitS: number;
}

/** Float noise would decide close to a threshold, so both simulations use the same margin. */
const EDGE = 1e-9;

/**
 * Simulates target tracking second by second, as AWS describes it: alarms of 3 and 15 one-minute data points, the low one at
 * 90% of the target; a scale-out at once if it is larger than what is starting; a scale-in when both cooldowns are over
 * and no deployment is under way; launches from a token bucket of 100, refilled by 20 per second.
 */
export function naiveTasks(service: NaiveService): NaiveMonth {
  const { rps, mostRps, patienceS } = service;
  const endS = rps.length * 60;
  const limits = (second: number) => {
    const hour = Math.floor(second / 3600);
    const { scheduled, minTasks, maxTasks } = service;
    const isScheduled = scheduled !== null && hour >= scheduled.fromHour && hour < scheduled.toHour;
    const min = isScheduled ? scheduled.minTasks : minTasks;
    return { min, max: Math.max(min, maxTasks) };
  };
  const between = (tasks: number, second: number) =>
    Math.min(limits(second).max, Math.max(limits(second).min, Math.ceil(tasks - EDGE)));

  let desired = between((rps[0] ?? 0) / service.plannedRps, 0);
  const tasks: NaiveTask[] = Array.from({ length: desired }, () => ({
    launchedS: 0,
    servesS: 0,
    leavesS: null,
    stoppedS: null,
  }));
  const queue: { arrivedS: number; requests: number }[] = [];
  const month = { tasksEachSecond: [] as number[], started: 0, stopped: 0, lost: 0, longestWaitS: 0 };
  const minute = { arrived: 0, served: 0, taskSeconds: 0 };
  const above = new Map<string, number>();
  const below = new Map<string, number>();
  let bucket = 100;
  let outUntilS = 0;
  let inUntilS = 0;
  let deployed = 0;
  let deployedUntilS = Number.POSITIVE_INFINITY;
  let deployments = 0;

  const isServing = (task: NaiveTask, second: number) =>
    task.servesS !== null && task.servesS <= second && task.leavesS === null;
  const serving = (second: number) => tasks.filter((task) => isServing(task, second)).length;
  const add = (count: number) => {
    for (let i = 0; i < count; i += 1) tasks.push({ launchedS: null, servesS: null, leavesS: null, stoppedS: null });
  };
  const launch = (second: number) => {
    for (const task of tasks) {
      if (task.launchedS !== null || task.leavesS !== null || bucket < 1) continue;
      bucket -= 1;
      task.launchedS = second;
      task.servesS = second + service.startDelayS;
    }
  };
  /** Stops the newest that do not serve yet, then the oldest that do. */
  const stop = (count: number, second: number, servedUntil: number) => {
    const there = tasks.filter((task) => task.leavesS === null);
    const starting = there.filter((task) => !isServing(task, servedUntil)).reverse();
    const old = there.filter((task) => isServing(task, servedUntil));
    for (const task of [...starting, ...old].slice(0, count)) {
      task.leavesS = second;
      task.stoppedS = old.includes(task) ? second + service.deregistrationDelayS : second;
      tasks.splice(tasks.indexOf(task), 1);
      gone.push(task);
    }
  };
  let queued = 0;
  const gone: NaiveTask[] = [];

  const evaluate = (second: number) => {
    const running = Math.min(serving(second - 1), desired);
    const cpu = (minute.served / minute.taskSeconds / mostRps) * (service.fullUtilization / service.targetUtilization);
    const metrics: Record<string, number> =
      service.metric === 'requests'
        ? { requests: minute.arrived / minute.taskSeconds / service.plannedRps }
        : {
            cpu,
            ...(service.metric === 'cpu' ? {} : { backlog: queued / Math.max(1, running) / service.targetBacklog }),
          };
    for (const [name, value] of Object.entries(metrics)) {
      above.set(name, value > 1 + EDGE ? (above.get(name) ?? 0) + 1 : 0);
      below.set(name, value < 0.9 - EDGE ? (below.get(name) ?? 0) + 1 : 0);
    }
    minute.arrived = minute.served = minute.taskSeconds = 0;
    // For a minute that began in the cooldown only serving tasks count.
    const counted = Math.max(1, second - 60 < outUntilS ? running : desired);
    const high = Object.keys(metrics).filter((name) => (above.get(name) ?? 0) >= 3);
    const more = Math.max(0, ...high.map((name) => between(counted * (metrics[name] as number), second)));
    const fewer = Math.max(0, ...Object.values(metrics).map((value) => between(running * value, second)));
    const isLow = Object.keys(metrics).every((name) => (below.get(name) ?? 0) >= 15);
    let decided = desired;
    if (more > desired) {
      decided = more;
      outUntilS = second + service.outS;
    } else if (isLow && fewer < desired && deployed === 0 && second >= outUntilS && second >= inUntilS) {
      decided = fewer;
      inUntilS = second + service.inS;
    }
    decided = between(decided, second);
    if (decided > desired) {
      add(decided - desired);
      month.started += decided - desired;
    } else if (decided < desired) {
      stop(desired - decided, second, second - 1);
      month.stopped += desired - decided;
    }
    desired = decided;
  };

  const serve = (second: number, arrived: number, running: number) => {
    const room = running * mostRps * (1 + patienceS) - queued;
    const lost =
      running === 0 && patienceS === Number.POSITIVE_INFINITY ? 0 : Math.max(0, Math.min(arrived, arrived - room));
    month.lost += lost;
    queue.push({ arrivedS: second, requests: arrived - lost });
    queued += arrived - lost;
    let capacity = running * mostRps;
    for (let first = queue[0]; first !== undefined && capacity > 1e-12; first = queue[0]) {
      const served = Math.min(capacity, first.requests);
      first.requests -= served;
      capacity -= served;
      queued -= served;
      minute.served += served;
      if (served > 1e-9) month.longestWaitS = Math.max(month.longestWaitS, second - first.arrivedS);
      if (first.requests > 1e-9 * Math.max(1, mostRps)) break;
      queue.shift();
    }
    if (queue.length === 0) queued = 0;
    minute.arrived += arrived;
    minute.taskSeconds += running;
  };

  for (let second = 0; second < endS; second += 1) {
    if (second > 0) bucket = Math.min(100, bucket + 20);
    if (second > 0 && second % 60 === 0) evaluate(second);
    launch(second);
    const there = serving(second);
    if (second >= deployedUntilS) {
      stop(deployed, second, second);
      deployed = 0;
      deployedUntilS = Number.POSITIVE_INFINITY;
    }
    if (deployments < service.deployments && second >= ((deployments + 0.5) / service.deployments) * endS) {
      deployments += 1;
      if (deployed === 0 && desired > 0) {
        deployed = desired;
        deployedUntilS = second + service.deploymentS;
        add(deployed);
        launch(second);
      }
    }
    const now = Math.min(there, serving(second));
    month.tasksEachSecond.push(now);
    serve(second, rps[Math.floor(second / 60)] as number, Math.min(now, desired));
  }
  const lifetimes = [...gone, ...tasks].flatMap(({ launchedS, stoppedS }) =>
    launchedS === null || launchedS >= endS ? [] : [Math.min(endS, stoppedS ?? endS) - launchedS],
  );
  return { ...month, waiting: queued, lifetimes: lifetimes.filter((seconds) => seconds > 0) };
}
