import { type Decimal, exact, nearestFloat } from '../../model/decimal.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { Architecture, LambdaChoice } from './lambda-choice.js';

/** Decimals of prices as whole numbers; AWS's have at most ten. */
const SCALE = 20;
const MICRO = 6;
const MB_MS_PER_GB_S = 1024n * 1000n;

/** A price as a whole number of 10⁻²⁰ dollars, and as a float for sorting. */
interface UnitPrice {
  readonly scaled: bigint;
  readonly approximate: number;
}

/** vCPU and GB of a row in its busiest minute, as a share of a Fargate service. */
export interface FargateShare {
  readonly vcpu: number;
  readonly memoryGb: number;
}

/**
 * Prices single rows at list prices, without allowances and higher tiers, which apply to the whole fleet. Floats are used for
 * sorting; what is shown is exact to the millionth of a dollar.
 */
export class RowPrices {
  private readonly requests: Readonly<Record<Architecture, UnitPrice>>;
  private readonly duration: Readonly<Record<Architecture, UnitPrice>>;
  private readonly vcpuHour: UnitPrice;
  private readonly gbHour: UnitPrice;

  /** @throws EstimatorError `PRICE_NOT_FOUND` */
  constructor(
    book: PriceBook,
    region: string,
    private readonly monthHours: number,
  ) {
    const lambda = (meter: string, unit: 'Requests' | 'GB-Seconds') => ({
      x86_64: unitPrice(book.price('lambda', `${meter}-x86_64`, unit, region).tiers[0].rate.usdPerUnit),
      arm64: unitPrice(book.price('lambda', `${meter}-arm64`, unit, region).tiers[0].rate.usdPerUnit),
    });
    this.requests = lambda('requests', 'Requests');
    this.duration = lambda('duration', 'GB-Seconds');
    const fargate = (meter: string, unit: 'vCPU-Hours' | 'GB-Hours') =>
      unitPrice(book.price('fargate', `${meter}-linux-arm64`, unit, region).tiers[0].rate.usdPerUnit);
    this.vcpuHour = fargate('vcpu', 'vCPU-Hours');
    this.gbHour = fargate('memory', 'GB-Hours');
  }

  /** US dollars a month, in doubles. */
  approximateLambdaUsd(requests: number, { architecture, memoryMb, billedMs }: LambdaChoice): number {
    const gbSeconds = (requests * billedMs * memoryMb) / 1_024_000;
    return requests * this.requests[architecture].approximate + gbSeconds * this.duration[architecture].approximate;
  }

  /** US dollars a month of the share of a Fargate service on arm64, in doubles. */
  approximateFargateUsd({ vcpu, memoryGb }: FargateShare): number {
    return this.monthHours * (vcpu * this.vcpuHour.approximate + memoryGb * this.gbHour.approximate);
  }

  /** Millionths of a dollar a month. */
  lambdaMicroUsd(requests: number, { architecture, memoryMb, billedMs }: LambdaChoice): bigint {
    const each =
      this.requests[architecture].scaled * MB_MS_PER_GB_S +
      BigInt(memoryMb * billedMs) * this.duration[architecture].scaled;
    return rounded(BigInt(requests) * each, MB_MS_PER_GB_S * 10n ** BigInt(SCALE - MICRO));
  }

  /** Millionths of a dollar a month; vCPU-hours and GB-hours are rounded up to the millionth first. */
  fargateMicroUsd({ vcpu, memoryGb }: FargateShare): bigint {
    const millionths = (amount: number) => BigInt(Math.ceil(amount * this.monthHours * 1e6));
    const scaled = millionths(vcpu) * this.vcpuHour.scaled + millionths(memoryGb) * this.gbHour.scaled;
    return rounded(scaled, 10n ** BigInt(SCALE));
  }
}

/** To the nearest whole number, half up. */
function rounded(amount: bigint, divisor: bigint): bigint {
  return (2n * amount + divisor) / (2n * divisor);
}

function unitPrice(usd: Decimal): UnitPrice {
  const scaled = usd.times(exact(10n ** BigInt(SCALE))).toDecimalPlaces(0);
  return { scaled: BigInt(scaled.toFixed()), approximate: nearestFloat(usd) };
}

/** Formats millionths: 12345678 as `12.345678`. */
export function microText(micro: bigint): string {
  const text = `${micro < 0n ? -micro : micro}`.padStart(MICRO + 1, '0');
  return `${micro < 0n ? '-' : ''}${text.slice(0, -MICRO)}.${text.slice(-MICRO)}`;
}
