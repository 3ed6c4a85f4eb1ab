/** Up to here whole floats are exact. */
const MAX_EXACT = Number.MAX_SAFE_INTEGER;

/** An exact sum of products of whole numbers; BigInt is used only where floats would not be exact. */
export class IntegerSum {
  /** At most `MAX_EXACT`; `overflows` counts how often that was subtracted. */
  private low = 0;
  private overflows = 0;
  private large = 0n;

  /** Adds `a × b`; both whole, 0 to 2^53. */
  add(a: number, b: number): void {
    const product = a * b;
    if (product > MAX_EXACT) this.large += BigInt(a) * BigInt(b);
    else if (this.low <= MAX_EXACT - product) this.low += product;
    else {
      this.low -= MAX_EXACT - product;
      this.overflows += 1;
    }
  }

  get total(): bigint {
    return this.large + BigInt(this.overflows) * BigInt(MAX_EXACT) + BigInt(this.low);
  }
}
