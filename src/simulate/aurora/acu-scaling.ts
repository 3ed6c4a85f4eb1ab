/**
 * Aurora Serverless v2 scales in half ACUs, and measures them every second.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html
 */
const ACU_STEP = 0.5;
/** Noise of floats that must not decide over half an ACU. */
const NOISE = 1e-9;

/** The range of one database instance, and how fast it moves in it. */
export interface AcuRange {
  /** Least while it is not paused: at least a half. */
  readonly minAcu: number;
  readonly maxAcu: number;
  /** Seconds in which capacity doubles at most. */
  readonly doublingS: number;
  /** Seconds in which it halves at most. */
  readonly halvingS: number;
}

/** The least half ACUs that are not below. */
export function halfUp(acus: number): number {
  return Math.ceil(acus / ACU_STEP - NOISE) * ACU_STEP;
}

function halfDown(acus: number): number {
  return Math.floor(acus / ACU_STEP + NOISE) * ACU_STEP;
}

/** The capacity that the load asks for, within the range. */
export function aimOf(wantedAcu: number, { minAcu, maxAcu }: Pick<AcuRange, 'minAcu' | 'maxAcu'>): number {
  return Math.min(maxAcu, Math.max(minAcu, halfUp(wantedAcu)));
}

/**
 * The capacity of one instance, second by second, on its way to an aim: t seconds after it began to rise from a ACUs it
 * is at most a × 2^(t / doublingS), rounded down to a half; t seconds after it began to fall at least
 * a × 2^(−t / halvingS), rounded up.
 */
export class AcuScaling {
  /** Capacity before it is rounded to halves. */
  private level: number;
  private readonly up: number;
  private readonly down: number;

  /** @param acus capacity at the start */
  constructor(
    private readonly range: AcuRange,
    public acus: number,
  ) {
    this.level = acus;
    this.up = 2 ** (1 / range.doublingS);
    this.down = 2 ** (-1 / range.halvingS);
  }

  /** Whether it is where it was last asked to be. */
  get rests(): boolean {
    return this.level === this.acus;
  }

  /** What comes back from a pause comes back small. */
  reset(): void {
    this.acus = this.range.minAcu;
    this.level = this.acus;
  }

  /** The next second. */
  step(aim: number): void {
    if (aim > this.acus) {
      this.level = Math.max(this.level, this.acus) * this.up;
      this.acus = Math.min(aim, Math.max(this.acus, halfDown(this.level)));
    } else if (aim < this.acus) {
      this.level = Math.min(this.level, this.acus) * this.down;
      this.acus = Math.max(aim, Math.min(this.acus, halfUp(this.level)));
    }
    if (aim === this.acus) this.level = aim;
  }

  /** Whole seconds of rising in which the capacity stays what it is, before the one in which it may grow. */
  get unchangedS(): number {
    if (this.acus === this.range.maxAcu) return Number.POSITIVE_INFINITY;
    const level = Math.max(this.level, this.acus);
    const doublings = Math.log2((this.acus + ACU_STEP) / level);
    return Math.max(0, Math.ceil(doublings * this.range.doublingS - 1e-6) - 1);
  }

  /** Rises for some seconds, no more than `unchangedS`. */
  rise(seconds: number): void {
    if (this.acus < this.range.maxAcu) this.level = Math.max(this.level, this.acus) * this.up ** seconds;
  }

  /**
   * Several seconds with one aim that is not above the capacity, without going through each: a minute costs no more than
   * the half ACUs that are given back in it.
   *
   * @returns ACU-seconds
   */
  fall(aim: number, seconds: number): number {
    let acuSeconds = 0;
    let left = seconds;
    while (left > 0 && aim < this.acus) {
      this.level = Math.min(this.level, this.acus);
      // Whole seconds before the one in which the next half is given back.
      const halvings = Math.log2(this.level / (this.acus - ACU_STEP));
      const unchangedS = Math.min(left, Math.max(0, Math.ceil(halvings * this.range.halvingS - 1e-6) - 1));
      this.level *= this.down ** unchangedS;
      acuSeconds += this.acus * unchangedS;
      left -= unchangedS;
      if (left === 0) return acuSeconds;
      this.step(aim);
      acuSeconds += this.acus;
      left -= 1;
    }
    if (aim === this.acus) this.level = aim;
    return acuSeconds + this.acus * left;
  }
}
