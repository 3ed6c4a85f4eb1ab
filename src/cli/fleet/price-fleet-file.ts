import { Fleet, type RowChoices } from '../../estimate/fleet/fleet.js';
import { FleetReader, type ReadTerms } from '../../estimate/fleet/fleet-reader.js';
import type { FleetReport } from '../../estimate/fleet/fleet-report.js';
import type { FleetRow } from '../../estimate/fleet/fleet-row.js';
import type { FleetTerms } from '../../estimate/fleet/fleet-terms.js';
import { priceFleet } from '../../estimate/fleet/price-fleet.js';
import { textLength, textPieces } from '../../io/text-pieces.js';
import { usageInvalid } from '../../workload/load-curve.js';
import { progressOf } from '../terminal/progress.js';

const MEBI = 1024 ** 2;

/** How a fleet is run through. */
export interface FleetRun {
  readonly reading: ReadTerms;
  readonly terms: FleetTerms;
  /** Called for each row; what it returns is written before the next piece is read. */
  readonly rowText?: (row: FleetRow, choices: RowChoices, fleet: Fleet) => string;
  readonly write?: (lines: readonly string[]) => Promise<void>;
}

/** Reads a fleet piece by piece and prices it. */
export async function runFleet(path: string, { reading, terms, rowText, write }: FleetRun): Promise<FleetReport> {
  const reader = new FleetReader(reading);
  let fleet: Fleet | undefined;
  const { step, end } = progressOf(textLength(path) / MEBI, 'MiB', write === undefined || !process.stdout.isTTY);
  let read = 0;
  for await (const piece of textPieces(path)) {
    const texts: string[] = [];
    reader.read(
      piece,
      (columns) => {
        fleet = new Fleet(terms, columns);
      },
      (row) => {
        const of = fleet as Fleet;
        const choices = of.add(row);
        if (rowText !== undefined) texts.push(rowText(row, choices, of));
      },
    );
    await write?.(texts);
    read += piece.length;
    step(read / MEBI);
  }
  end();
  const { columns, skipped } = reader;
  if (fleet === undefined || columns === undefined) {
    throw usageInvalid(`${reading.name} is empty`, 'Give a file with one row a function.');
  }
  if (fleet.rows === 0) {
    const left = skipped.count === 0 ? '' : `: all ${skipped.count} are invalid, the first in ${skipped.first[0]}`;
    throw usageInvalid(`${reading.name} has no rows to price${left}`, 'Give one row a function.');
  }
  return priceFleet(fleet, { name: reading.name, columns, skipped }, terms);
}
