import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { pricingFlags } from '../cli/flags/shared-flags.js';
import { columnMap, fleetFlags, periodHours } from '../cli/fleet/fleet-flags.js';
import { type FleetFileOptions, priceFleetFile } from '../cli/fleet/price-fleet-file.js';
import { compareOptions, openPriceBook } from '../cli/scenarios/pricing-options.js';
import { outputTerminal } from '../cli/terminal/output-terminal.js';
import { streamSink } from '../io/row-file.js';
import { type Month, parseMonth } from '../model/month.js';
import { FLEET_CSV_HEAD, FLEET_FORMATS, fleetCsvRow, fleetJson, fleetText } from '../render/fleet.js';

const MONTH = parseMonth('730h') as Month;

export default class Fleet extends BaseCommand {
  static override summary =
    'Price a fleet of functions on Lambda, shared Fargate and shared EC2, and list the moves that save most.';
  static override description =
    'The CSV file has one row per function or service: name, requests, durationMs, memoryMb or usedMb; optionally cpuMs, trigger, architecture, and the requests of each minute (m1, m2, …). Column names of the AWS CLI, CloudWatch and Compute Optimizer are recognized. Allowances and tiers apply once to the whole fleet. The file is read as a stream.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> functions.csv',
    {
      description: 'Requests were counted in eight hours, a third of the time is CPU; print the prices of every row.',
      command: '<%= config.bin %> <%= command.id %> functions.csv --period 8h --cpu-share 0.33 --format csv',
    },
  ];
  static override args = {
    file: Args.string({ description: 'CSV file; - reads standard input.', required: true }),
  };
  static override flags = {
    format: Flags.option({ options: FLEET_FORMATS })({
      char: 'f',
      default: 'table',
      description: 'Output format; json is the same as --json, csv is one line per row.',
    }),
    ...pricingFlags,
    region: Flags.string({ description: 'AWS region.', default: 'us-east-1', helpValue: 'us-east-1' }),
    ...fleetFlags,
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Fleet);
    const options = fileOptions(args.file, flags);
    if (this.jsonEnabled() || flags.format !== 'csv') {
      const report = await priceFleetFile(args.file, options);
      return this.show(
        () => fleetText(report, outputTerminal()),
        () => fleetJson(report),
      );
    }
    const { write } = streamSink(process.stdout);
    await write([FLEET_CSV_HEAD]);
    const { skipped } = await priceFleetFile(args.file, {
      ...options,
      write,
      rowText: (row, choices, { prices }) => fleetCsvRow(row, choices, prices),
    });
    if (skipped.count > 0) process.stderr.write(skippedText(skipped.count, skipped.first[0]));
    return undefined;
  }
}

function skippedText(count: number, first: string | undefined): string {
  return `${count} invalid ${count === 1 ? 'row was' : 'rows were'} skipped. The first is ${first}\n`;
}

interface FleetFlags {
  readonly region: string;
  readonly prices?: readonly string[] | undefined;
  readonly 'free-tier': boolean;
  readonly map?: readonly string[] | undefined;
  readonly period: string;
  readonly 'skip-invalid': boolean;
  readonly 'instance-type': string;
  readonly 'cpu-share': number;
  readonly 'arm-speed': number;
  readonly 'max-slowdown': number;
  readonly 'peak-to-mean': number;
  readonly top: number;
}

function fileOptions(file: string, flags: FleetFlags): FleetFileOptions {
  const book = openPriceBook(flags);
  compareOptions(flags, book);
  const { region, period, top } = flags;
  const name = file === '-' ? 'Standard input' : file;
  return {
    reading: {
      name,
      map: columnMap(flags.map),
      skipInvalid: flags['skip-invalid'],
      monthHours: MONTH.hours,
      periodHours: periodHours(period, MONTH.hours),
    },
    terms: {
      book,
      region,
      month: MONTH,
      freeTier: flags['free-tier'],
      instanceType: flags['instance-type'],
      cpuShare: flags['cpu-share'],
      armSpeed: flags['arm-speed'],
      maxSlowdown: flags['max-slowdown'],
      peakToMean: flags['peak-to-mean'],
      top,
      period,
    },
  };
}
