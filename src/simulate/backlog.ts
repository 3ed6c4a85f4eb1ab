/** Requests that are served together are divided into at most this many groups by their wait. */
const MAX_GROUPS = 8;
/** Waits that differ by less than this, or by less than this share, are taken as equal. */
const EQUAL_WITHIN_S = 0.02;
const EQUAL_WITHIN_SHARE = 0.02;

/** Records that so many requests waited so long. */
export type RecordWait = (requests: number, waitS: number) => void;

/**
 * Work that waits to be served, first in, first out, as a fluid: it arrives evenly over a while or all at once, and is
 * served evenly. Each batch keeps its time of arrival, so that waits are known when it is served, however capacity has
 * changed meanwhile.
 */
export class Backlog {
  private requests = 0;
  /** A ring of batches, four numbers each: start of arrival, its length in seconds, requests, and how many are served. */
  private ring = new Float64Array(4 * 64);
  private head = 0;
  private batches = 0;

  /** Requests that wait. */
  get size(): number {
    return this.requests;
  }

  /** When the oldest waiting request arrived; undefined when none waits. */
  get oldestS(): number | undefined {
    if (this.batches === 0) return undefined;
    const [startS = 0, lengthS = 0, requests = 1, served = 0] = this.ring.subarray(4 * this.head, 4 * this.head + 4);
    return startS + (lengthS * served) / requests;
  }

  /** Adds requests that arrive evenly over `lengthS` seconds; 0 for all at once. */
  add(requests: number, startS: number, lengthS: number): void {
    if (requests <= 0) return;
    if (this.batches === this.ring.length / 4) this.grow();
    const index = 4 * ((this.head + this.batches) % (this.ring.length / 4));
    this.ring[index] = startS;
    this.ring[index + 1] = lengthS;
    this.ring[index + 2] = requests;
    this.ring[index + 3] = 0;
    this.batches += 1;
    this.requests += requests;
  }

  /**
   * Serves the oldest requests.
   *
   * @param max requests to serve at most
   * @param rate requests per second, above 0
   */
  serve(max: number, startS: number, rate: number, record: RecordWait): void {
    const { ring } = this;
    let left = Math.min(max, this.requests);
    let nowS = startS;
    while (left > 0 && this.batches > 0) {
      const index = 4 * this.head;
      const arrivedS = ring[index] as number;
      const lengthS = ring[index + 1] as number;
      const requests = ring[index + 2] as number;
      const served = ring[index + 3] as number;
      const part = Math.min(left, requests - served);
      const untilS = nowS + part / rate;
      const firstS = nowS - arrivedS - (lengthS * served) / requests;
      const lastS = untilS - arrivedS - (lengthS * (served + part)) / requests;
      recordRange(part, firstS, lastS, record);
      left -= part;
      nowS = untilS;
      if (requests - served - part > 1e-9 * requests) ring[index + 3] = served + part;
      else this.removeOldest();
    }
    this.requests = this.batches === 0 ? 0 : Math.max(0, this.requests - max);
    if (this.requests === 0) this.batches = 0;
  }

  private removeOldest(): void {
    this.head = (this.head + 1) % (this.ring.length / 4);
    this.batches -= 1;
  }

  private grow(): void {
    const { ring, head } = this;
    const larger = new Float64Array(2 * ring.length);
    larger.set(ring.subarray(4 * head));
    larger.set(ring.subarray(0, 4 * head), ring.length - 4 * head);
    this.ring = larger;
    this.head = 0;
  }
}

/** Records waits that change evenly from the first to the last request; each group counts with its longest wait. */
function recordRange(requests: number, firstS: number, lastS: number, record: RecordWait): void {
  const difference = lastS - firstS;
  const equalWithinS = Math.max(EQUAL_WITHIN_S, EQUAL_WITHIN_SHARE * lastS);
  const groups = Math.min(MAX_GROUPS, Math.ceil(Math.abs(difference) / equalWithinS));
  if (groups < 2) {
    record(requests, Math.max(0, firstS, lastS));
    return;
  }
  for (let group = 0; group < groups; group += 1) {
    const longerEnd = difference > 0 ? group + 1 : group;
    record(requests / groups, Math.max(0, firstS + (difference * longerEnd) / groups));
  }
}
