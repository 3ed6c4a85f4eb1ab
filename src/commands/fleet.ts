import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { pricingFlags } from '../cli/flags/shared-flags.js';
import { columnMap, fleetFlags, periodHours } from '../cli/fleet/fleet-flags.js';
import { type FleetRun, runFleet } from '../cli/fleet/price-fleet-file.js';
import { compareOptions, openBook } from '../cli/scenarios/price-scenarios.js';
import { terminalSize } from '../cli/terminal/terminal-size.js';
import { streamSink } from '../io/row-file.js';
import { type Month, parseMonth } from '../model/month.js';
import { FLEET_CSV_HEAD, FLEET_FORMATS, fleetCsvRow, fleetJson, fleetText } from '../render/fleet.js';

const MONTH = parseMonth('730h') as Month;

export default class Fleet extends BaseCommand {
  static override summary =
    'Price a fleet of functions on Lambda, shared Fargate and EC2, and list the moves worth making.';
  static override description =
    'One row a function or service: name, requests, durationMs, memoryMb or usedMb; if known cpuMs, trigger, architecture, and the requests of each minute (m1, m2, …). Columns of the AWS CLI, CloudWatch and Compute Optimizer are known by their names. Allowances and tiers are taken once over the whole fleet. The file is read as a stream.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> functions.csv',
    {
      description: 'Counted in eight hours; a third of the time is CPU; every row with its prices.',
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
      description: 'How to show the result; json is the same as --json, csv is one line a row.',
    }),
    ...pricingFlags,
    region: Flags.string({ description: 'AWS region.', default: 'us-east-1', helpValue: 'us-east-1' }),
    ...fleetFlags,
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Fleet);
    const run = runOf(args.file, flags);
    if (this.jsonEnabled() || flags.format !== 'csv') {
      const report = await runFleet(args.file, run);
      return this.show(
        () => fleetText(report, terminalSize()),
        () => fleetJson(report),
      );
    }
    const { write } = streamSink(process.stdout);
    await write([FLEET_CSV_HEAD]);
    const { skipped } = await runFleet(args.file, {
      ...run,
      write,
      rowText: (row, choices, { prices }) => fleetCsvRow(row, choices, prices),
    });
    if (skipped.count > 0) process.stderr.write(`${skipped.count} invalid rows left out, first ${skipped.first[0]}\n`);
    return undefined;
  }
}

interface RunFlags {
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

function runOf(file: string, flags: RunFlags): FleetRun {
  const book = openBook(flags);
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
