/** The highest of the values that have not expired, in constant time a value. Values are pushed by ascending expiry. */
export class SlidingMaximum {
  /** Rings whose length is a power of two: values that fall from the oldest to the newest, and when they expire. */
  private values = new Float64Array(64);
  private expiriesS = new Float64Array(64);
  private head = 0;
  private end = 0;

  push(value: number, expiresS: number): void {
    let mask = this.values.length - 1;
    // A value that expires no later and is no higher will never be the highest again.
    while (this.end > this.head && (this.values[(this.end - 1) & mask] as number) <= value) this.end -= 1;
    if (this.end - this.head > mask) mask = this.grow();
    this.values[this.end & mask] = value;
    this.expiriesS[this.end & mask] = expiresS;
    this.end += 1;
  }

  /** 0 when all have expired. Time does not run backwards: what has expired is let go. */
  valueAt(nowS: number): number {
    const mask = this.values.length - 1;
    while (this.head < this.end && (this.expiriesS[this.head & mask] as number) < nowS) this.head += 1;
    return this.head < this.end ? (this.values[this.head & mask] as number) : 0;
  }

  /** When the value of `valueAt` expires. */
  get expiryS(): number {
    return this.head < this.end ? (this.expiriesS[this.head & (this.values.length - 1)] as number) : 0;
  }

  private grow(): number {
    const mask = this.values.length - 1;
    const values = new Float64Array(2 * this.values.length);
    const expiriesS = new Float64Array(values.length);
    for (let at = this.head; at < this.end; at += 1) {
      values[at - this.head] = this.values[at & mask] as number;
      expiriesS[at - this.head] = this.expiriesS[at & mask] as number;
    }
    this.values = values;
    this.expiriesS = expiriesS;
    this.end -= this.head;
    this.head = 0;
    return values.length - 1;
  }
}
