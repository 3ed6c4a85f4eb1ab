import type { CostLine, UsageLine } from '../../model/cost-line.js';
import type { Decimal } from '../../model/decimal.js';
import { totalOf } from '../estimate.js';
import { priceBookStamp, priceDates } from '../price-dates.js';
import { rate } from '../rate.js';
import type { Fleet } from './fleet.js';
import type { FleetColumns } from './fleet-columns.js';
import { type FleetOptions, fleetAssumptions } from './fleet-options.js';
import type { SkippedRows } from './fleet-reader.js';
import type { FleetDesign, FleetMoves, FleetReport } from './fleet-report.js';
import { sharedEc2, sharedFargate } from './shared-containers.js';

const LAMBDA_CHEAPEST = 'Lambda, cheapest by row';
const MIXED = 'Lambda or Fargate, by row';

/** Where a fleet was read from. */
export interface FleetSource {
  readonly name: string;
  readonly columns: FleetColumns;
  readonly skipped: SkippedRows;
}

interface MeteredDesign {
  readonly name: string;
  readonly description: string;
  readonly lines: readonly UsageLine[];
  readonly isPossible?: boolean;
}

/**
 * Prices a fleet on every design, with AWS's tiers and allowances applied once to all rows together.
 *
 * @throws EstimatorError `PRICE_NOT_FOUND`, `INSTANCE_TYPE_UNKNOWN`
 */
export async function priceFleet(fleet: Fleet, source: FleetSource, terms: FleetOptions): Promise<FleetReport> {
  const { book, region, month, freeTier } = terms;
  const priced = (await meteredDesigns(fleet, terms)).map((design) => pricedDesign(design, terms));
  const base = priced[0]?.monthlyUsd ?? null;
  const designs = priced.map((design) => ({
    ...design,
    savingUsd: base === null || design.monthlyUsd === null ? null : base.minus(design.monthlyUsd),
  }));
  return {
    name: source.name,
    region,
    monthHours: month.hours,
    freeTier,
    rows: fleet.rows,
    skipped: source.skipped,
    requests: fleet.requests.total,
    designs,
    cheapest: cheapestOf(designs)?.name ?? '',
    moves: movesOf(fleet, designs),
    assumptions: fleetAssumptions(terms, source.columns),
    remarks: remarksOn(fleet, source.columns, terms),
    priceBook: priceBookStamp(book, priceDates([{ results: designs }])),
  };
}

async function meteredDesigns(fleet: Fleet, terms: FleetOptions): Promise<MeteredDesign[]> {
  const { lambda } = fleet;
  const isArm = terms.book.instanceType(terms.instanceType).architecture === 'arm64';
  const ec2Need = (isArm ? fleet.need.arm64 : fleet.need.x86_64).busiest;
  const mixed = await sharedFargate(fleet.mixedNeed.busiest, 'arm64', terms);
  const shared = fleet.mixedNeed.busiest.rows;
  return [
    { name: 'Lambda as it is', description: 'as given', lines: lambda.asGiven.lines() },
    { name: 'Lambda x86_64', description: 'own memory', lines: lambda.x86.lines() },
    { name: 'Lambda x86_64, best memory', description: 'fewest GB-seconds', lines: lambda.x86Best.lines() },
    { name: 'Lambda arm64', description: 'own memory', lines: lambda.arm.lines() },
    { name: 'Lambda arm64, best memory', description: 'fewest GB-seconds', lines: lambda.armBest.lines() },
    { name: LAMBDA_CHEAPEST, description: 'any of these', lines: lambda.lambdaCheapest.lines() },
    { name: 'Shared Fargate x86_64', ...(await sharedFargate(fleet.need.x86_64.busiest, 'x86_64', terms)) },
    { name: 'Shared Fargate arm64', ...(await sharedFargate(fleet.need.arm64.busiest, 'arm64', terms)) },
    { name: 'Shared EC2', ...(await sharedEc2(ec2Need, terms.instanceType, terms)) },
    {
      name: MIXED,
      description: `${shared} rows share ${mixed.description}`,
      lines: [...fleet.mixedLambda.lines(), ...mixed.lines],
      isPossible: mixed.isPossible,
    },
  ];
}

function pricedDesign(design: MeteredDesign, { book, region, freeTier }: FleetOptions): Omit<FleetDesign, 'savingUsd'> {
  const { name, description, isPossible = true } = design;
  const lines: CostLine[] = rate(design.lines, { book, regionId: region, freeTier, account: new Map() });
  return { name, description, lines, monthlyUsd: isPossible ? totalOf(lines) : null };
}

/** The first of several at the same cost, because the present fleet is the first. */
function cheapestOf(designs: readonly FleetDesign[]): FleetDesign | undefined {
  const usdOf = ({ monthlyUsd }: FleetDesign) => monthlyUsd as Decimal;
  const possible = designs.filter(({ monthlyUsd }) => monthlyUsd !== null);
  return possible.reduce<FleetDesign | undefined>(
    (best, other) => (best === undefined || usdOf(other).lt(usdOf(best)) ? other : best),
    undefined,
  );
}

/** The moves to the cheaper of the two row-by-row designs; none where allowances leave nothing to save. */
function movesOf({ lambdaMoves, mixedMoves }: Fleet, designs: readonly FleetDesign[]): FleetMoves {
  const design = cheapestOf(designs.filter(({ name }) => name === LAMBDA_CHEAPEST || name === MIXED));
  if (design?.savingUsd?.gt(0) !== true) return { design: LAMBDA_CHEAPEST, count: 0, largest: [] };
  const moves = design.name === MIXED ? mixedMoves : lambdaMoves;
  return { design: design.name, count: moves.count, largest: moves.largest };
}

function remarksOn(fleet: Fleet, { minutes, fields }: FleetColumns, { period }: FleetOptions): string[] {
  if (fleet.rowsCountedByMinute === 0 || period !== 'month' || fields.periodDays !== undefined) return [];
  const span = minutes.length % 60 === 0 ? `${minutes.length / 60}h` : 'that time';
  return [
    `In ${fleet.rowsCountedByMinute} rows the ${minutes.length} minute columns add up to the requests: if those were counted in the same minutes, say so with --period ${span}`,
  ];
}
