/** The highest of the values that have not expired, in constant time a value. Values are pushed by ascending expiry. */
export class SlidingMaximum {
  private values: number[] = [];
  private expiriesS: number[] = [];
  private head = 0;

  push(value: number, expiresS: number): void {
    // A value that expires no later and is no higher will never be the highest again.
    while (this.values.length > this.head && (this.values.at(-1) as number) <= value) {
      this.values.pop();
      this.expiriesS.pop();
    }
    this.values.push(value);
    this.expiriesS.push(expiresS);
  }

  /** 0 when all have expired. Time does not run backwards: what has expired is let go. */
  valueAt(nowS: number): number {
    while (this.head < this.values.length && (this.expiriesS[this.head] as number) < nowS) this.head += 1;
    if (this.head > 1024) {
      this.values = this.values.slice(this.head);
      this.expiriesS = this.expiriesS.slice(this.head);
      this.head = 0;
    }
    return this.values[this.head] ?? 0;
  }
}
