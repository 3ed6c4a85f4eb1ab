/** Requests that came at once and still run, each for as long as any other. */
export class RunningBursts {
  private readonly endsS: number[] = [];
  private readonly sizes: number[] = [];
  private head = 0;
  private running = 0;

  /** @param serviceS time of one request */
  constructor(private readonly serviceS: number) {}

  add(requests: number, nowS: number): void {
    if (requests <= 0) return;
    this.endsS.push(nowS + this.serviceS);
    this.sizes.push(requests);
    this.running += requests;
  }

  /** Time does not run backwards: what has ended is let go. */
  at(nowS: number): number {
    while (this.head < this.endsS.length && (this.endsS[this.head] as number) <= nowS) {
      this.running -= this.sizes[this.head] as number;
      this.head += 1;
    }
    return this.running;
  }
}
