/** Counts of equal events in the order in which they are due: an event added later is never due earlier. */
export class EventQueue {
  private times: number[] = [];
  private counts: number[] = [];
  private head = 0;
  /** Events in the queue. */
  size = 0;
  /** When the first of them is due; infinite when there is none. */
  nextS = Number.POSITIVE_INFINITY;

  /** @param dueS not before any event in the queue */
  add(dueS: number, count: number): void {
    if (count === 0) return;
    this.times.push(dueS);
    this.counts.push(count);
    this.size += count;
    this.nextS = this.times[this.head] as number;
  }

  /** Removes the events due until `nowS`. @returns their number */
  removeDue(nowS: number): number {
    let removed = 0;
    while (this.nextS <= nowS) {
      removed += this.counts[this.head] as number;
      this.head += 1;
      this.updateNext();
    }
    this.size -= removed;
    return removed;
  }

  /** Removes the first `count` events, due or not. */
  removeFirst(count: number): void {
    let left = Math.min(count, this.size);
    this.size -= left;
    while (left > 0) {
      const part = Math.min(left, this.counts[this.head] as number);
      this.counts[this.head] = (this.counts[this.head] as number) - part;
      left -= part;
      if (this.counts[this.head] === 0) this.head += 1;
    }
    this.updateNext();
  }

  /** Removes up to `count` of the last events. @returns their number */
  removeLast(count: number): number {
    let left = Math.min(count, this.size);
    const removed = left;
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
    this.size -= removed;
    this.updateNext();
    return removed;
  }

  private updateNext(): void {
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
