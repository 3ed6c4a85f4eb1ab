import { ContainerNeed } from './container-need.js';
import type { FleetColumns } from './fleet-columns.js';
import type { FleetOptions } from './fleet-options.js';
import type { FleetRow } from './fleet-row.js';
import { IntegerSum } from './integer-sum.js';
import {
  atBestMemory,
  atOwnMemory,
  type LambdaChoice,
  LambdaUse,
  type RowRequest,
  requestOf,
} from './lambda-choice.js';
import { type FargateShare, RowPrices } from './row-prices.js';
import { TARGET_UTILIZATION } from './shared-containers.js';
import { type RowPlacement, TopMoves } from './top-moves.js';

/** A row on every design. */
export interface RowChoices {
  readonly asGiven: LambdaChoice;
  readonly x86: LambdaChoice;
  readonly x86Best: LambdaChoice;
  readonly arm: LambdaChoice;
  readonly armBest: LambdaChoice;
  readonly fargate: FargateShare;
  /** On Lambda. */
  readonly lambdaCheapest: LambdaChoice;
  /** On Lambda or on its share of Fargate. */
  readonly cheapest: RowPlacement;
}

/** Designs that place every row on Lambda. */
export const LAMBDA_DESIGNS = ['asGiven', 'x86', 'x86Best', 'arm', 'armBest', 'lambdaCheapest'] as const;

/**
 * Adds up a fleet row by row, on every design at once. Its memory does not grow with the rows: it holds sums, the need of each
 * minute, and the largest savings.
 */
export class Fleet {
  rows = 0;
  readonly requests = new IntegerSum();
  readonly lambda = Object.fromEntries(LAMBDA_DESIGNS.map((design) => [design, new LambdaUse()])) as Readonly<
    Record<(typeof LAMBDA_DESIGNS)[number], LambdaUse>
  >;
  /** Usage of the rows that the mixed design keeps on Lambda, and the need of the others. */
  readonly mixedLambda = new LambdaUse();
  readonly mixedNeed: ContainerNeed;
  readonly need: { readonly x86_64: ContainerNeed; readonly arm64: ContainerNeed };
  readonly lambdaMoves: TopMoves;
  readonly mixedMoves: TopMoves;
  readonly prices: RowPrices;
  /** Rows whose minutes add up to their requests, which may have been counted in these minutes only. */
  rowsCountedByMinute = 0;

  /** @throws EstimatorError `PRICE_NOT_FOUND` */
  constructor(
    private readonly terms: FleetOptions,
    columns: FleetColumns,
  ) {
    const { month, peakToMean, armSpeed, top } = terms;
    const needTerms = { monthSeconds: month.seconds, peakToMean, minutes: columns.minutes.length };
    const x86 = new ContainerNeed({ ...needTerms, cpuSpeed: 1 });
    const arm = { ...needTerms, cpuSpeed: armSpeed };
    this.need = { x86_64: x86, arm64: armSpeed === 1 ? x86 : new ContainerNeed(arm) };
    this.mixedNeed = new ContainerNeed(arm);
    this.lambdaMoves = new TopMoves(top);
    this.mixedMoves = new TopMoves(top);
    this.prices = new RowPrices(terms.book, terms.region, month.hours);
  }

  /** Adds a row and compares its placements. */
  add(row: FleetRow): RowChoices {
    const request = requestOf(row, this.terms);
    const choices = this.choicesOf(row, request);
    this.rows += 1;
    this.requests.add(row.requests, 1);
    if (row.minutesTotal > 0 && row.minutesTotal === row.requests) this.rowsCountedByMinute += 1;
    for (const design of LAMBDA_DESIGNS) this.lambda[design].add(row.requests, choices[design]);
    this.need.x86_64.add(row, request);
    if (this.need.arm64 !== this.need.x86_64) this.need.arm64.add(row, request);
    if (choices.cheapest === 'fargate') this.mixedNeed.add(row, request);
    else this.mixedLambda.add(row.requests, choices.cheapest);
    this.offerMove(this.lambdaMoves, row, choices, choices.lambdaCheapest);
    this.offerMove(this.mixedMoves, row, choices, choices.cheapest);
    return choices;
  }

  private choicesOf(row: FleetRow, request: RowRequest): RowChoices {
    const { terms, prices } = this;
    const x86 = atOwnMemory(row, request, 'x86_64', terms);
    const arm = atOwnMemory(row, request, 'arm64', terms);
    const asGiven = row.architecture === 'arm64' ? arm : x86;
    const x86Best = atBestMemory(row, request, x86, terms);
    // Where both architectures are as fast, the same memory is best on both.
    const armBest =
      terms.armSpeed === 1 ? { ...x86Best, architecture: 'arm64' as const } : atBestMemory(row, request, arm, terms);
    const better = (one: LambdaChoice, other: LambdaChoice) =>
      prices.approximateLambdaUsd(row.requests, other) < prices.approximateLambdaUsd(row.requests, one) ? other : one;
    const lambdaCheapest = better(better(asGiven, x86Best), armBest);
    const fargate = this.fargateShare(row, request);
    const onLambda = prices.approximateLambdaUsd(row.requests, lambdaCheapest);
    const cheapest = prices.approximateFargateUsd(fargate) < onLambda ? 'fargate' : lambdaCheapest;
    return { asGiven, x86, x86Best, arm, armBest, fargate, lambdaCheapest, cheapest };
  }

  /** vCPU and memory in the busiest minute, as if a task had exactly that size. */
  private fargateShare(row: FleetRow, request: RowRequest): FargateShare {
    const { month, peakToMean, armSpeed } = this.terms;
    const busiest = (row.requests / month.seconds) * peakToMean;
    const cpuS = request.cpuMs / armSpeed / 1000;
    const inFlight = busiest * ((request.durationMs - request.cpuMs) / 1000 + cpuS);
    return {
      vcpu: (busiest * cpuS) / TARGET_UTILIZATION,
      memoryGb: (row.usedMb * Math.max(1, inFlight)) / 1024,
    };
  }

  private offerMove(moves: TopMoves, row: FleetRow, { asGiven, fargate }: RowChoices, to: RowPlacement): void {
    if (to === asGiven) return;
    const { prices } = this;
    const { requests, line, name } = row;
    const approximateUsd =
      to === 'fargate' ? prices.approximateFargateUsd(fargate) : prices.approximateLambdaUsd(requests, to);
    moves.offer(prices.approximateLambdaUsd(requests, asGiven) - approximateUsd, () => {
      const after = to === 'fargate' ? prices.fargateMicroUsd(fargate) : prices.lambdaMicroUsd(requests, to);
      return { line, name, from: asGiven, to, savingMicroUsd: prices.lambdaMicroUsd(requests, asGiven) - after };
    });
  }
}
