/** No task is billed for longer than this at least: five minutes, Fargate on Windows. */
const LONGEST_MINIMUM_S = 300;

/** How long tasks lived, added up. Short ones are kept apart by length: AWS bills each of them a minimum. */
export class TaskLifetimes {
  private readonly short = new Float64Array(LONGEST_MINIMUM_S);
  private longSeconds = 0;
  private longTasks = 0;

  /** Tasks that lived `seconds` each; every begun second counts. */
  add(tasks: number, seconds: number): void {
    const whole = Math.max(0, Math.ceil(seconds - 1e-9));
    if (tasks <= 0 || whole === 0) return;
    if (whole < LONGEST_MINIMUM_S) {
      this.short[whole] = (this.short[whole] as number) + tasks;
      return;
    }
    this.longSeconds += tasks * whole;
    this.longTasks += tasks;
  }

  /** Whole. */
  get taskSeconds(): number {
    return this.short.reduce((sum, tasks, seconds) => sum + tasks * seconds, this.longSeconds);
  }

  get tasks(): number {
    return this.short.reduce((sum, tasks) => sum + tasks, this.longTasks);
  }

  /** Tasks that lived 300 s or more: how many, and their seconds together. */
  get long(): { readonly tasks: number; readonly seconds: number } {
    return { tasks: this.longTasks, seconds: this.longSeconds };
  }

  /** Tasks that lived less than 300 s, shortest first. */
  get shortOnes(): { readonly tasks: number; readonly secondsEach: number }[] {
    return Array.from(this.short, (tasks, secondsEach) => ({ tasks, secondsEach })).filter(({ tasks }) => tasks > 0);
  }
}
