/** The longest minimum that AWS bills for a task: five minutes, on Fargate for Windows. */
const LONGEST_MINIMUM_S = 300;

/** The lifetimes of tasks in total; short ones are counted by length, because AWS bills a minimum for each task. */
export class TaskLifetimes {
  private readonly tasksByLength = new Float64Array(LONGEST_MINIMUM_S);
  private longSeconds = 0;
  private longTasks = 0;

  /** Adds tasks that lived `seconds` each, rounded up to whole seconds. */
  add(tasks: number, seconds: number): void {
    const whole = Math.max(0, Math.ceil(seconds - 1e-9));
    if (tasks <= 0 || whole === 0) return;
    if (whole < LONGEST_MINIMUM_S) {
      this.tasksByLength[whole] = (this.tasksByLength[whole] as number) + tasks;
      return;
    }
    this.longSeconds += tasks * whole;
    this.longTasks += tasks;
  }

  /** Seconds of all tasks, whole. */
  get taskSeconds(): number {
    return this.tasksByLength.reduce((sum, tasks, seconds) => sum + tasks * seconds, this.longSeconds);
  }

  get tasks(): number {
    return this.tasksByLength.reduce((sum, tasks) => sum + tasks, this.longTasks);
  }

  /** Tasks that lived 300 s or longer: their number, and their seconds in total. */
  get long(): { readonly tasks: number; readonly seconds: number } {
    return { tasks: this.longTasks, seconds: this.longSeconds };
  }

  /** Tasks that lived less than 300 s, the shortest first. */
  get short(): { readonly tasks: number; readonly secondsEach: number }[] {
    return Array.from(this.tasksByLength, (tasks, secondsEach) => ({ tasks, secondsEach })).filter(
      ({ tasks }) => tasks > 0,
    );
  }
}
