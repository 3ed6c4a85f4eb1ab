import type { Arrivals } from '../../workload/arrivals.js';

/** How an event source collects messages before it invokes a function. */
export interface Batching {
  /** Maximum number of messages in one invocation. */
  readonly size: number;
  /** Longest time that a message waits for others. */
  readonly windowS: number;
  /** Partitions whose messages are batchedArrivals separately: the shards of a stream; 1 for a queue. */
  readonly partitions: number;
}

/**
 * Invocations per second at a rate of messages per second.
 *
 * A batch is collected from its first message on: it holds 1 + rate × window / partitions messages, at most `size`.
 */
export function invocationRate(rate: number, { size, windowS, partitions }: Batching): number {
  return rate / Math.min(size, 1 + (rate * windowS) / partitions);
}

/**
 * Turns the messages of a month into invocations. Messages that arrive at once fill whole batches.
 *
 * @returns the arrivals unchanged when every message is its own invocation
 */
export function batchedArrivals(arrivals: Arrivals, batching: Batching): Arrivals {
  const { expected, impulses, stepSeconds } = arrivals;
  if (batching.size === 1 || (batching.windowS === 0 && impulses === null)) return arrivals;
  const invocations = expected.map((messages) => invocationRate(messages / stepSeconds, batching) * stepSeconds);
  const counts = wholeCounts(invocations);
  if (impulses === null) return { stepSeconds, counts, expected: invocations, impulses };
  const sizes = impulses.sizes.map((size) => Math.ceil(size / batching.size));
  for (let i = 0; i < sizes.length; i += 1) {
    const step = Math.floor((impulses.atS[i] as number) / stepSeconds);
    counts[step] = (counts[step] as number) + (sizes[i] as number);
  }
  return { stepSeconds, counts, expected: invocations, impulses: { atS: impulses.atS, sizes } };
}

/** Rounds to whole numbers; the remainder of each step is carried to the next. */
function wholeCounts(values: Float64Array): Float64Array {
  let total = 0;
  let counted = 0;
  return values.map((value) => {
    total += value;
    const whole = Math.round(total) - counted;
    counted += whole;
    return whole;
  });
}
