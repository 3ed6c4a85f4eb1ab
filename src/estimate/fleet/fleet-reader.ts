import type { EstimatorError } from '../../model/errors.js';
import { type CsvScan, nextPiece, nextRecord, openCsv, refused } from '../../workload/csv-scan.js';
import { usageInvalid } from '../../workload/load-curve.js';
import { type FleetColumns, type FleetField, readFleetHeader } from './fleet-columns.js';
import { emptyRow, type FleetRow, fillRow, type RowPeriod } from './fleet-row.js';

/** How the rows of a fleet are read. */
export interface FleetReaderOptions extends RowPeriod {
  /** For messages. */
  readonly name: string;
  readonly map: ReadonlyMap<FleetField, string>;
  readonly skipInvalid: boolean;
}

/** Rows that were left out, with the problems of the first few. */
export interface SkippedRows {
  readonly count: number;
  readonly first: readonly string[];
}

const SHOWN = 5;
const JSON_START = /^\uFEFF?\s*[[{]/;

/**
 * Reads the rows of a fleet from chunks of text that end with a line, so that memory does not grow with the file. The row
 * object is reused for the next row.
 */
export class FleetReader {
  /** Undefined until the first piece was read. */
  columns: FleetColumns | undefined;
  private scan: CsvScan | undefined;
  private row: FleetRow = emptyRow(0);
  private skippedCount = 0;
  private readonly skippedFirst: string[] = [];

  constructor(private readonly terms: FleetReaderOptions) {}

  get skipped(): SkippedRows {
    return { count: this.skippedCount, first: this.skippedFirst };
  }

  /**
   * Reads the rows of a chunk.
   *
   * @param onColumns called once, before the first row
   * @throws EstimatorError `USAGE_INVALID`, naming line and column; for invalid rows only without `skipInvalid`
   */
  read(piece: string, onColumns: (columns: FleetColumns) => void, onRow: (row: FleetRow) => void): void {
    const scan = this.next(piece, onColumns);
    const columns = this.columns as FleetColumns;
    while (nextRecord(scan)) {
      const problem = fillRow(this.row, scan, columns, this.terms);
      if (problem === undefined) onRow(this.row);
      else if (this.terms.skipInvalid) this.skip(`line ${scan.line}: ${problem}`);
      else throw refused(scan, problem, 'Correct the row, or leave such rows out and count them: --skip-invalid');
    }
  }

  private next(piece: string, onColumns: (columns: FleetColumns) => void): CsvScan {
    const before = this.scan;
    if (before !== undefined) {
      this.scan = nextPiece(before, piece);
      return this.scan;
    }
    if (JSON_START.test(piece)) throw isJson(this.terms.name);
    const scan = openCsv(piece, this.terms.name, 'name,requests,durationMs,memoryMb');
    this.columns = readFleetHeader(scan, this.terms.map);
    this.row = emptyRow(this.columns.minutes.length);
    this.scan = scan;
    onColumns(this.columns);
    return scan;
  }

  private skip(problem: string): void {
    this.skippedCount += 1;
    if (this.skippedFirst.length < SHOWN) this.skippedFirst.push(problem);
  }
}

function isJson(name: string): EstimatorError {
  return usageInvalid(
    `${name} is JSON, not CSV`,
    'A list of functions does not say how often they run. Write a CSV file with FunctionName, MemorySize and Architectures of aws lambda list-functions, and Invocations (Sum) and Duration (Average) of CloudWatch.',
  );
}
