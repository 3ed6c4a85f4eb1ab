/** A long row is told apart in so many parts by how long they wait. */
const PARTS = 8;
/** Waits that differ by less, or by this share, are not told apart. */
const ALIKE_S = 0.02;
const ALIKE_SHARE = 0.02;

/** Takes note of requests that waited so long. */
export type NoteWait = (requests: number, waitS: number) => void;

/**
 * Work that waits its turn, first in, first out, as a fluid: it comes evenly over a while, or all at once, and is served
 * evenly. Each part of it knows when it came, so that waits are known when it is served, whatever the tasks do meanwhile.
 */
export class Backlog {
  private requests = 0;
  /** A ring of what came: from when on, over how long, how much, and how much of it is served. */
  private ring = new Float64Array(4 * 64);
  private head = 0;
  private entries = 0;

  /** Requests that wait. */
  get size(): number {
    return this.requests;
  }

  /** When what is first in the row came; undefined when the row is empty. */
  get oldestS(): number | undefined {
    if (this.entries === 0) return undefined;
    const [startS = 0, lengthS = 0, amount = 1, served = 0] = this.ring.subarray(4 * this.head, 4 * this.head + 4);
    return startS + (lengthS * served) / amount;
  }

  add(amount: number, startS: number, lengthS: number): void {
    if (amount <= 0) return;
    if (this.entries === this.ring.length / 4) this.grow();
    const at = 4 * ((this.head + this.entries) % (this.ring.length / 4));
    this.ring[at] = startS;
    this.ring[at + 1] = lengthS;
    this.ring[at + 2] = amount;
    this.ring[at + 3] = 0;
    this.entries += 1;
    this.requests += amount;
  }

  /** Serves what came first, from `startS` on, at a rate above 0. */
  serve(most: number, startS: number, rate: number, note: NoteWait): void {
    const { ring } = this;
    let left = Math.min(most, this.requests);
    let nowS = startS;
    while (left > 0 && this.entries > 0) {
      const at = 4 * this.head;
      const cameS = ring[at] as number;
      const lengthS = ring[at + 1] as number;
      const amount = ring[at + 2] as number;
      const served = ring[at + 3] as number;
      const part = Math.min(left, amount - served);
      const untilS = nowS + part / rate;
      const firstS = nowS - cameS - (lengthS * served) / amount;
      const lastS = untilS - cameS - (lengthS * (served + part)) / amount;
      noteBetween(part, firstS, lastS, note);
      left -= part;
      nowS = untilS;
      if (amount - served - part > 1e-9 * amount) ring[at + 3] = served + part;
      else this.drop();
    }
    this.requests = this.entries === 0 ? 0 : Math.max(0, this.requests - most);
    if (this.requests === 0) this.entries = 0;
  }

  private drop(): void {
    this.head = (this.head + 1) % (this.ring.length / 4);
    this.entries -= 1;
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

/** Waits from one to another, evenly; each part counts as its longest. */
function noteBetween(requests: number, firstS: number, lastS: number, note: NoteWait): void {
  const difference = lastS - firstS;
  const alikeS = Math.max(ALIKE_S, ALIKE_SHARE * lastS);
  const parts = Math.min(PARTS, Math.ceil(Math.abs(difference) / alikeS));
  if (parts < 2) {
    note(requests, Math.max(0, firstS, lastS));
    return;
  }
  for (let part = 0; part < parts; part += 1) {
    const longerEnd = difference > 0 ? part + 1 : part;
    note(requests / parts, Math.max(0, firstS + (difference * longerEnd) / parts));
  }
}
