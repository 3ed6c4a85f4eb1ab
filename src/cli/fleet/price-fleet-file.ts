import { Fleet, type RowChoices } from '../../estimate/fleet/fleet.js';
import type { FleetOptions } from '../../estimate/fleet/fleet-options.js';
import { FleetReader, type FleetReaderOptions } from '../../estimate/fleet/fleet-reader.js';
import type { FleetReport } from '../../estimate/fleet/fleet-report.js';
import type { FleetRow } from '../../estimate/fleet/fleet-row.js';
import { priceFleet } from '../../estimate/fleet/price-fleet.js';
import { textLength, textPieces } from '../../io/text-pieces.js';
import { usageInvalid } from '../../workload/load-curve.js';
import { startProgress } from '../terminal/progress.js';

const MEBI = 1024 ** 2;

/** How a fleet file is read and priced. */
export interface FleetFileOptions {
  readonly reading: FleetReaderOptions;
  readonly terms: FleetOptions;
  /** Formats a row; the text is written before the next piece is read. */
  readonly rowText?: (row: FleetRow, choices: RowChoices, fleet: Fleet) => string;
  readonly write?: (lines: readonly string[]) => Promise<void>;
}

/**
 * Reads a fleet piece by piece and prices it.
 *
 * @throws EstimatorError `USAGE_INVALID` for a file without rows to price
 */
export async function priceFleetFile(
  path: string,
  { reading, terms, rowText, write }: FleetFileOptions,
): Promise<FleetReport> {
  const reader = new FleetReader(reading);
  let fleet: Fleet | undefined;
  const { step, end } = startProgress(textLength(path) / MEBI, 'MiB', write === undefined || !process.stdout.isTTY);
  let read = 0;
  for await (const piece of textPieces(path)) {
    const texts: string[] = [];
    reader.read(
      piece,
      (columns) => {
        fleet = new Fleet(terms, columns);
      },
      (row) => {
        const opened = fleet as Fleet;
        const choices = opened.add(row);
        if (rowText !== undefined) texts.push(rowText(row, choices, opened));
      },
    );
    await write?.(texts);
    read += piece.length;
    step(read / MEBI);
  }
  end();
  const { columns, skipped } = reader;
  if (fleet === undefined || columns === undefined) {
    throw usageInvalid(`${reading.name} is empty`, 'Give a file with one row per function.');
  }
  if (fleet.rows === 0) {
    const reason = skipped.count === 0 ? '' : `: all ${skipped.count} are invalid, the first in ${skipped.first[0]}`;
    throw usageInvalid(`${reading.name} has no rows to price${reason}`, 'Give one row per function.');
  }
  return priceFleet(fleet, { name: reading.name, columns, skipped }, terms);
}
