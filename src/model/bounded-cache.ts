/** Keeps the values that were added last, by key. */
export class BoundedCache<Value> {
  private readonly values = new Map<string, Value>();

  /** @param capacity number of values kept; adding one more removes the oldest */
  constructor(private readonly capacity: number) {}

  get(key: string): Value | undefined {
    return this.values.get(key);
  }

  /** @returns the value */
  set(key: string, value: Value): Value {
    this.values.set(key, value);
    const [oldest] = this.values.keys();
    if (this.values.size > this.capacity) this.values.delete(oldest as string);
    return value;
  }
}
