import { ContainerNeed } from './container-need.js';
import { ExactSum } from './exact-sum.js';
import type { FleetColumns } from './fleet-columns.js';
import type { FleetRow } from './fleet-row.js';
import type { FleetTerms } from './fleet-terms.js';
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
import { type Place, TopMoves } from './top-moves.js';

/** A row on every design; made anew for each row. */
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
  readonly cheapest: Place;
}

/** Designs with each row on Lambda. */
export const LAMBDA_DESIGNS = ['asGiven', 'x86', 'x86Best', 'arm', 'armBest', 'lambdaCheapest'] as const;

/**
 * Adds up a fleet row by row, on every design at once. What it holds does not grow with the rows: whole sums, the need of
 * each minute, and the largest moves.
 */
export class Fleet {
  rows = 0;
  readonly requests = new ExactSum();
  readonly lambda = Object.fromEntries(LAMBDA_DESIGNS.map((design) => [design, new LambdaUse()])) as Readonly<
    Record<(typeof LAMBDA_DESIGNS)[number], LambdaUse>
  >;
  /** Rows of the mixed design that stay on Lambda, and what the others need. */
  readonly mixedLambda = new LambdaUse();
  readonly mixedNeed: ContainerNeed;
  readonly need: { readonly x86_64: ContainerNeed; readonly arm64: ContainerNeed };
  readonly lambdaMoves: TopMoves;
  readonly mixedMoves: TopMoves;
  readonly prices: RowPrices;
  /** Rows whose minutes add up to their requests: those may have been counted in the minutes only. */
  rowsOfTheirMinutes = 0;

  /** @throws EstimatorError `PRICE_NOT_FOUND` */
  constructor(
    private readonly terms: FleetTerms,
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

  /** Adds a row, and says where it is cheapest. */
  add(row: FleetRow): RowChoices {
    const request = requestOf(row, this.terms);
    const choices = this.choicesOf(row, request);
    this.rows += 1;
    this.requests.add(row.requests, 1);
    if (row.minutesTotal > 0 && row.minutesTotal === row.requests) this.rowsOfTheirMinutes += 1;
    for (const design of LAMBDA_DESIGNS) this.lambda[design].add(row.requests, choices[design]);
    this.need.x86_64.add(row, request);
    if (this.need.arm64 !== this.need.x86_64) this.need.arm64.add(row, request);
    if (choices.cheapest === 'fargate') this.mixedNeed.add(row, request);
    else this.mixedLambda.add(row.requests, choices.cheapest);
    this.offer(this.lambdaMoves, row, choices, choices.lambdaCheapest);
    this.offer(this.mixedMoves, row, choices, choices.cheapest);
    return choices;
  }

  private choicesOf(row: FleetRow, request: RowRequest): RowChoices {
    const { terms, prices } = this;
    const x86 = atOwnMemory(row, request, 'x86_64', terms);
    const arm = atOwnMemory(row, request, 'arm64', terms);
    const asGiven = row.architecture === 'arm64' ? arm : x86;
    const x86Best = atBestMemory(row, request, x86, terms);
    // As fast on both, the same memory is the best on both.
    const armBest =
      terms.armSpeed === 1 ? { ...x86Best, architecture: 'arm64' as const } : atBestMemory(row, request, arm, terms);
    const better = (one: LambdaChoice, other: LambdaChoice) =>
      prices.lambdaAbout(row.requests, other) < prices.lambdaAbout(row.requests, one) ? other : one;
    const lambdaCheapest = better(better(asGiven, x86Best), armBest);
    const fargate = this.fargateShare(row, request);
    const onLambda = prices.lambdaAbout(row.requests, lambdaCheapest);
    const cheapest = prices.fargateAbout(fargate) < onLambda ? 'fargate' : lambdaCheapest;
    return { asGiven, x86, x86Best, arm, armBest, fargate, lambdaCheapest, cheapest };
  }

  /** vCPU and memory at the busiest, as if the task had just that size. */
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

  private offer(moves: TopMoves, row: FleetRow, { asGiven, fargate }: RowChoices, to: Place): void {
    if (to === asGiven) return;
    const { prices } = this;
    const { requests, line, name } = row;
    const about = to === 'fargate' ? prices.fargateAbout(fargate) : prices.lambdaAbout(requests, to);
    moves.offer(prices.lambdaAbout(requests, asGiven) - about, () => {
      const after = to === 'fargate' ? prices.fargateMicro(fargate) : prices.lambdaMicro(requests, to);
      return { line, name, from: asGiven, to, savingMicroUsd: prices.lambdaMicro(requests, asGiven) - after };
    });
  }
}
