/**
 * Aurora Serverless v2 scales in half ACUs, and measures them every second.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html
 */
const ACU_STEP = 0.5;
/** Float noise must not add half an ACU. */
const NOISE = 1e-9;

/** The capacity range of one database instance, and how fast its capacity changes. */
export interface AcuRange {
  /** Minimum while it is not paused, at least 0.5. */
  readonly minAcu: number;
  readonly maxAcu: number;
  /** Seconds in which capacity at most doubles. */
  readonly doublingS: number;
  /** Seconds in which it at most halves. */
  readonly halvingS: number;
}

/** Rounds up to half ACUs. */
export function roundUpToHalfAcu(acus: number): number {
  return Math.ceil(acus / ACU_STEP - NOISE) * ACU_STEP;
}

function roundDownToHalfAcu(acus: number): number {
  return Math.floor(acus / ACU_STEP + NOISE) * ACU_STEP;
}

/** The capacity that a load requires, rounded up to half ACUs, within the range. */
export function targetAcu(requiredAcu: number, { minAcu, maxAcu }: Pick<AcuRange, 'minAcu' | 'maxAcu'>): number {
  return Math.min(maxAcu, Math.max(minAcu, roundUpToHalfAcu(requiredAcu)));
}

/**
 * The capacity of one instance as it moves to its target: t seconds after it began to rise from a ACUs it is at most
 * a × 2^(t / doublingS), rounded down to half ACUs; t seconds after it began to fall it is at least a × 2^(−t / halvingS),
 * rounded up.
 */
export class AcuScaling {
  /** Capacity before rounding to half ACUs. */
  private level: number;
  private readonly growthPerS: number;
  private readonly declinePerS: number;

  /** @param acus capacity at the start */
  constructor(
    private readonly range: AcuRange,
    public acus: number,
  ) {
    this.level = acus;
    this.growthPerS = 2 ** (1 / range.doublingS);
    this.declinePerS = 2 ** (-1 / range.halvingS);
  }

  /** Whether it has reached its last target. */
  get isOnTarget(): boolean {
    return this.level === this.acus;
  }

  /** Starts at the minimum, as after a pause. */
  reset(): void {
    this.acus = this.range.minAcu;
    this.level = this.acus;
  }

  /** Advances by one second. */
  step(target: number): void {
    if (target > this.acus) {
      this.level = Math.max(this.level, this.acus) * this.growthPerS;
      this.acus = Math.min(target, Math.max(this.acus, roundDownToHalfAcu(this.level)));
    } else if (target < this.acus) {
      this.level = Math.min(this.level, this.acus) * this.declinePerS;
      this.acus = Math.max(target, Math.min(this.acus, roundUpToHalfAcu(this.level)));
    }
    if (target === this.acus) this.level = target;
  }

  /** Whole seconds of rising before the one in which capacity may grow. */
  get unchangedS(): number {
    if (this.acus === this.range.maxAcu) return Number.POSITIVE_INFINITY;
    const level = Math.max(this.level, this.acus);
    const doublings = Math.log2((this.acus + ACU_STEP) / level);
    return Math.max(0, Math.ceil(doublings * this.range.doublingS - 1e-6) - 1);
  }

  /** Rises for at most `unchangedS` seconds, in which capacity stays the same. */
  rise(seconds: number): void {
    if (this.acus < this.range.maxAcu) this.level = Math.max(this.level, this.acus) * this.growthPerS ** seconds;
  }

  /**
   * Advances by several seconds with a target that is not above the capacity. The time this takes depends on the half ACUs
   * released, not on the seconds.
   *
   * @returns ACU-seconds
   */
  fall(target: number, seconds: number): number {
    let acuSeconds = 0;
    let left = seconds;
    while (left > 0 && target < this.acus) {
      this.level = Math.min(this.level, this.acus);
      // Whole seconds before the one in which the next half ACU is released.
      const halvings = Math.log2(this.level / (this.acus - ACU_STEP));
      const unchangedS = Math.min(left, Math.max(0, Math.ceil(halvings * this.range.halvingS - 1e-6) - 1));
      this.level *= this.declinePerS ** unchangedS;
      acuSeconds += this.acus * unchangedS;
      left -= unchangedS;
      if (left === 0) return acuSeconds;
      this.step(target);
      acuSeconds += this.acus;
      left -= 1;
    }
    if (target === this.acus) this.level = target;
    return acuSeconds + this.acus * left;
  }
}
