import type { Arrivals } from '../../workload/arrivals.js';

/** How an event source gathers messages before it invokes a function. */
export interface Batching {
  /** Most messages of one invocation. */
  readonly size: number;
  /** Longest that a message is held back for others. */
  readonly windowS: number;
  /** Places where messages are gathered apart from each other: the shards of a stream; 1 for a queue. */
  readonly lanes: number;
}

/**
 * Invocations a second for so many messages a second.
 *
 * A batch is gathered from its first message on: it holds 1 + rate × window / lanes messages, `size` at most.
 */
export function invocationRate(rate: number, { size, windowS, lanes }: Batching): number {
  return rate / Math.min(size, 1 + (rate * windowS) / lanes);
}

/**
 * The invocations that the messages of a month make. Messages that come at once are gathered into full batches.
 *
 * @returns the arrivals themselves when every message is an invocation of its own
 */
export function batched(arrivals: Arrivals, batching: Batching): Arrivals {
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

/** Rounds to whole numbers; what is rounded off one step is carried to the next. */
function wholeCounts(values: Float64Array): Float64Array {
  let upToHere = 0;
  let counted = 0;
  return values.map((value) => {
    upToHere += value;
    const whole = Math.round(upToHere) - counted;
    counted += whole;
    return whole;
  });
}
