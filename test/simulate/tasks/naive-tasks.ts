/** One task of the reference. */
interface NaiveTask {
  launchedS: number | null;
  servesS: number | null;
  /** When it no longer serves, and when it is stopped. */
  leavesS: number | null;
  stoppedS: number | null;
}

/** A service of the reference: what `ScaledTasks` and `FargateHost` are told, in plain numbers. */
export interface NaiveService {
  /** Requests a second, by minute. */
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

/** Close to a threshold floats decide by chance: both sides give way by the same. */
const EDGE = 1e-9;

/**
 * Target tracking second by second, as AWS describes it: alarms of 3 and 15 one-minute data points, the low one at 90 %
 * of the target; a scale-out at once if it is larger than what starts already; a scale-in when both cooldowns are over
 * and no deployment goes on; launches from a bucket of 100 that 20 a second flow into.
 */
export function naiveTasks(service: NaiveService): NaiveMonth {
  const { rps, mostRps, patienceS } = service;
  const endS = rps.length * 60;
  const limits = (second: number) => {
    const hour = Math.floor(second / 3600);
    const { scheduled, minTasks, maxTasks } = service;
    const isScheduled = scheduled !== null && hour >= scheduled.fromHour && hour < scheduled.toHour;
    const least = isScheduled ? scheduled.minTasks : minTasks;
    return { least, most: Math.max(least, maxTasks) };
  };
  const between = (tasks: number, second: number) =>
    Math.min(limits(second).most, Math.max(limits(second).least, Math.ceil(tasks - EDGE)));

  let desired = between((rps[0] ?? 0) / service.plannedRps, 0);
  const tasks: NaiveTask[] = Array.from({ length: desired }, () => ({
    launchedS: 0,
    servesS: 0,
    leavesS: null,
    stoppedS: null,
  }));
  const row: { cameS: number; requests: number }[] = [];
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
  /** Newest of those that do not serve yet, then the oldest of those that do. */
  const take = (count: number, second: number, servedUntil: number) => {
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

  const look = (second: number) => {
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
    // Of a minute that began in the cooldown only those that serve count.
    const counted = Math.max(1, second - 60 < outUntilS ? running : desired);
    const high = Object.keys(metrics).filter((name) => (above.get(name) ?? 0) >= 3);
    const more = Math.max(0, ...high.map((name) => between(counted * (metrics[name] as number), second)));
    const fewer = Math.max(0, ...Object.values(metrics).map((value) => between(running * value, second)));
    const isLow = Object.keys(metrics).every((name) => (below.get(name) ?? 0) >= 15);
    let wanted = desired;
    if (more > desired) {
      wanted = more;
      outUntilS = second + service.outS;
    } else if (isLow && fewer < desired && deployed === 0 && second >= outUntilS && second >= inUntilS) {
      wanted = fewer;
      inUntilS = second + service.inS;
    }
    wanted = between(wanted, second);
    if (wanted > desired) {
      add(wanted - desired);
      month.started += wanted - desired;
    } else if (wanted < desired) {
      take(desired - wanted, second, second - 1);
      month.stopped += desired - wanted;
    }
    desired = wanted;
  };

  const serve = (second: number, arrived: number, running: number) => {
    const room = running * mostRps * (1 + patienceS) - queued;
    const lost =
      running === 0 && patienceS === Number.POSITIVE_INFINITY ? 0 : Math.max(0, Math.min(arrived, arrived - room));
    month.lost += lost;
    row.push({ cameS: second, requests: arrived - lost });
    queued += arrived - lost;
    let able = running * mostRps;
    for (let first = row[0]; first !== undefined && able > 1e-12; first = row[0]) {
      const served = Math.min(able, first.requests);
      first.requests -= served;
      able -= served;
      queued -= served;
      minute.served += served;
      if (served > 1e-9) month.longestWaitS = Math.max(month.longestWaitS, second - first.cameS);
      if (first.requests > 1e-9 * Math.max(1, mostRps)) break;
      row.shift();
    }
    if (row.length === 0) queued = 0;
    minute.arrived += arrived;
    minute.taskSeconds += running;
  };

  for (let second = 0; second < endS; second += 1) {
    if (second > 0) bucket = Math.min(100, bucket + 20);
    if (second > 0 && second % 60 === 0) look(second);
    launch(second);
    const there = serving(second);
    if (second >= deployedUntilS) {
      take(deployed, second, second);
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
