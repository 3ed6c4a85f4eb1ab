/** Values made lately, by key. */
export class Recent<Value> {
  private readonly values = new Map<string, Value>();

  /** @param most how many are kept: one more, and the oldest is let go */
  constructor(private readonly most: number) {}

  get(key: string): Value | undefined {
    return this.values.get(key);
  }

  /** @returns the value */
  set(key: string, value: Value): Value {
    this.values.set(key, value);
    const [oldest] = this.values.keys();
    if (this.values.size > this.most) this.values.delete(oldest as string);
    return value;
  }
}
