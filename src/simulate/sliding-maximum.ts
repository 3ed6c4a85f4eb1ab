/** The maximum of the values that have not expired, in constant time per value. Values are pushed by ascending expiry. */
export class SlidingMaximum {
  /** Rings, each a power of two long: values in descending order from oldest to newest, and when they expire. */
  private values = new Float64Array(64);
  private expiriesS = new Float64Array(64);
  private head = 0;
  private end = 0;

  push(value: number, expiresS: number): void {
    let mask = this.values.length - 1;
    // A value that expires no later and is no higher can never be the maximum again.
    while (this.end > this.head && (this.values[(this.end - 1) & mask] as number) <= value) this.end -= 1;
    if (this.end - this.head > mask) mask = this.grow();
    this.values[this.end & mask] = value;
    this.expiriesS[this.end & mask] = expiresS;
    this.end += 1;
  }

  /** The maximum at a time; 0 when all values have expired. Call it by ascending time, because expired values are dropped. */
  valueAt(nowS: number): number {
    const mask = this.values.length - 1;
    while (this.head < this.end && (this.expiriesS[this.head & mask] as number) < nowS) this.head += 1;
    return this.head < this.end ? (this.values[this.head & mask] as number) : 0;
  }

  /** When the maximum last returned by `valueAt` expires; 0 when there was none. */
  get expiryS(): number {
    return this.head < this.end ? (this.expiriesS[this.head & (this.values.length - 1)] as number) : 0;
  }

  private grow(): number {
    const mask = this.values.length - 1;
    const values = new Float64Array(2 * this.values.length);
    const expiriesS = new Float64Array(values.length);
    for (let index = this.head; index < this.end; index += 1) {
      values[index - this.head] = this.values[index & mask] as number;
      expiriesS[index - this.head] = this.expiriesS[index & mask] as number;
    }
    this.values = values;
    this.expiriesS = expiriesS;
    this.end -= this.head;
    this.head = 0;
    return values.length - 1;
  }
}
