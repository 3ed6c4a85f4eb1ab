import type { EstimatorError } from '../../model/errors.js';
import { type CsvScan, nextPiece, nextRecord, openCsv, refused } from '../../workload/csv-scan.js';
import { usageInvalid } from '../../workload/load-curve.js';
import { type FleetColumns, type FleetField, readFleetHeader } from './fleet-columns.js';
import { emptyRow, type FleetRow, fillRow, type RowTerms } from './fleet-row.js';

/** How a fleet is read. */
export interface ReadTerms extends RowTerms {
  /** For messages. */
  readonly name: string;
  readonly map: ReadonlyMap<FleetField, string>;
  readonly skipInvalid: boolean;
}

/** Rows that were left out, the first few with what is wrong in them. */
export interface Skipped {
  readonly count: number;
  readonly first: readonly string[];
}

const SHOWN = 5;
const JSON_START = /^\uFEFF?\s*[[{]/;

/**
 * Reads the rows of a fleet from pieces of text that end with a line, so that memory does not grow with the file. The row
 * handed on is filled again with the next one.
 */
export class FleetReader {
  /** Undefined until the first piece was read. */
  columns: FleetColumns | undefined;
  private scan: CsvScan | undefined;
  private row: FleetRow = emptyRow(0);
  private skippedCount = 0;
  private readonly skippedFirst: string[] = [];

  constructor(private readonly terms: ReadTerms) {}

  get skipped(): Skipped {
    return { count: this.skippedCount, first: this.skippedFirst };
  }

  /**
   * @param onColumns called once, before the first row
   * @throws EstimatorError `USAGE_INVALID`, naming line and column; of rows not with `skipInvalid`
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
    'Of aws lambda list-functions take FunctionName, MemorySize and Architectures, and put Invocations (Sum) and Duration (Average) of CloudWatch beside them: a list of functions does not say how often they run.',
  );
}
