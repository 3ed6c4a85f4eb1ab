/** Counts of things that fall due one after the other: what enters later is never due earlier. */
export class DueQueue {
  private times: number[] = [];
  private counts: number[] = [];
  private head = 0;
  /** Things in the queue. */
  total = 0;
  /** When the first of them is due; infinite when there is none. */
  nextS = Number.POSITIVE_INFINITY;

  /** @param dueS not before any that is in the queue */
  push(dueS: number, count: number): void {
    if (count === 0) return;
    this.times.push(dueS);
    this.counts.push(count);
    this.total += count;
    this.nextS = this.times[this.head] as number;
  }

  /** Takes out what is due until `nowS`, and says how many. */
  take(nowS: number): number {
    let taken = 0;
    while (this.nextS <= nowS) {
      taken += this.counts[this.head] as number;
      this.head += 1;
      this.lookAtFirst();
    }
    this.total -= taken;
    return taken;
  }

  /** Takes out the first `count`, due or not. */
  takeFirst(count: number): void {
    let left = Math.min(count, this.total);
    this.total -= left;
    while (left > 0) {
      const part = Math.min(left, this.counts[this.head] as number);
      this.counts[this.head] = (this.counts[this.head] as number) - part;
      left -= part;
      if (this.counts[this.head] === 0) this.head += 1;
    }
    this.lookAtFirst();
  }

  /** Takes back up to `count`, the last that entered first, and says how many. */
  takeBack(count: number): number {
    let left = Math.min(count, this.total);
    const taken = left;
    while (left > 0) {
      const last = this.counts.length - 1;
      const part = Math.min(left, this.counts[last] as number);
      this.counts[last] = (this.counts[last] as number) - part;
      left -= part;
      if (this.counts[last] === 0) {
        this.counts.pop();
        this.times.pop();
      }
    }
    this.total -= taken;
    this.lookAtFirst();
    return taken;
  }

  private lookAtFirst(): void {
    if (this.head < this.times.length) {
      this.nextS = this.times[this.head] as number;
      return;
    }
    this.times = [];
    this.counts = [];
    this.head = 0;
    this.nextS = Number.POSITIVE_INFINITY;
  }
}
