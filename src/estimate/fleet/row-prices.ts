import { type Decimal, exact, nearestFloat } from '../../model/decimal.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { Architecture, LambdaChoice } from './lambda-choice.js';

/** Decimals that prices are turned into whole numbers with; AWS's have at most ten. */
const SCALE = 20;
const MICRO = 6;
const MB_MS_PER_GB_S = 1024n * 1000n;

/** A price as a whole number of 10⁻²⁰ dollars, and as a float to put rows in order with. */
interface UnitPrice {
  readonly scaled: bigint;
  readonly about: number;
}

/** vCPU and GB of a row at its busiest, as a share of a Fargate service. */
export interface FargateShare {
  readonly vcpu: number;
  readonly memoryGb: number;
}

/**
 * What single rows cost at list prices, before allowances and higher tiers, which only the whole fleet has. Floats put
 * rows in order; what is shown is exact, to the millionth of a dollar.
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

  /** Dollars a month, about. */
  lambdaAbout(requests: number, { architecture, memoryMb, billedMs }: LambdaChoice): number {
    const gbSeconds = (requests * billedMs * memoryMb) / 1_024_000;
    return requests * this.requests[architecture].about + gbSeconds * this.duration[architecture].about;
  }

  /** Dollars a month of the share of a Fargate service on arm64, about. */
  fargateAbout({ vcpu, memoryGb }: FargateShare): number {
    return this.monthHours * (vcpu * this.vcpuHour.about + memoryGb * this.gbHour.about);
  }

  /** Millionths of a dollar a month. */
  lambdaMicro(requests: number, { architecture, memoryMb, billedMs }: LambdaChoice): bigint {
    const each =
      this.requests[architecture].scaled * MB_MS_PER_GB_S +
      BigInt(memoryMb * billedMs) * this.duration[architecture].scaled;
    return rounded(BigInt(requests) * each, MB_MS_PER_GB_S * 10n ** BigInt(SCALE - MICRO));
  }

  /** Millionths of a dollar a month; vCPU-hours and GB-hours are rounded up to the millionth first. */
  fargateMicro({ vcpu, memoryGb }: FargateShare): bigint {
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
  return { scaled: BigInt(scaled.toFixed()), about: nearestFloat(usd) };
}

/** `12.345678` of 12345678 millionths. */
export function microText(micro: bigint): string {
  const text = `${micro < 0n ? -micro : micro}`.padStart(MICRO + 1, '0');
  return `${micro < 0n ? '-' : ''}${text.slice(0, -MICRO)}.${text.slice(-MICRO)}`;
}
