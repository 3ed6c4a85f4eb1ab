/** Below it a product of whole floats is exact. */
const EXACT = Number.MAX_SAFE_INTEGER;

/** A sum of products of whole numbers, exact however large: BigInt only for products that floats do not hold. */
export class ExactSum {
  /** At most `EXACT`; `wraps` counts how often it went past. */
  private small = 0;
  private wraps = 0;
  private large = 0n;

  /** Adds `a × b`; both whole, 0 to 2^53. */
  add(a: number, b: number): void {
    const product = a * b;
    if (product > EXACT) this.large += BigInt(a) * BigInt(b);
    else if (this.small <= EXACT - product) this.small += product;
    else {
      this.small -= EXACT - product;
      this.wraps += 1;
    }
  }

  get total(): bigint {
    return this.large + BigInt(this.wraps) * BigInt(EXACT) + BigInt(this.small);
  }
}
