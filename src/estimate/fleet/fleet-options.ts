import type { Assumption } from '../../model/assumption.js';
import type { Month } from '../../model/month.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { FleetColumns } from './fleet-columns.js';
import type { RowAssumptions } from './lambda-choice.js';
import { BASE_MEMORY_MB, TARGET_UTILIZATION } from './shared-containers.js';

/** Prices and settings that apply to a whole fleet. */
export interface FleetOptions extends RowAssumptions {
  readonly book: PriceBook;
  readonly region: string;
  readonly month: Month;
  readonly freeTier: boolean;
  readonly instanceType: string;
  readonly peakToMean: number;
  /** How many of the largest savings are listed. */
  readonly top: number;
  /** As written: `month`, `8h`. */
  readonly period: string;
}

/** Lists the defaults used where the file and the command line give no value. */
export function fleetAssumptions(terms: FleetOptions, { fields, minutes }: FleetColumns): Assumption[] {
  const all: (Assumption | false)[] = [
    fields.periodDays === undefined && {
      at: '--period',
      value: terms.period,
      reason: 'what the requests of a row were counted in; they are scaled to the month',
    },
    fields.cpuMs === undefined && {
      at: '--cpu-share',
      value: `${terms.cpuShare}`,
      reason: 'share of a duration that is CPU; the rest is waiting, which more memory does not shorten',
    },
    fields.memoryMb === undefined && {
      at: 'memoryMb',
      value: 'what a row uses, at least 128',
      reason: 'the file does not say what a function is given',
    },
    fields.usedMb === undefined && {
      at: 'usedMb',
      value: 'all it is given',
      reason: 'the file does not say what a row uses, so no memory below its own is tried',
    },
    fields.architecture === undefined && {
      at: 'architecture',
      value: 'x86_64',
      reason: 'what Lambda gives a new function',
    },
    { at: '--arm-speed', value: `${terms.armSpeed}`, reason: 'work an arm64 vCPU does, against x86_64: measure it' },
    { at: '--max-slowdown', value: `${terms.maxSlowdown}`, reason: 'how many times as long a request may take' },
    {
      at: '--peak-to-mean',
      value: `${terms.peakToMean}`,
      reason:
        minutes.length > 0
          ? 'of rows without requests in their minutes; the others by their minutes'
          : 'busiest minute of the shared services against the mean',
    },
    {
      at: 'targetUtilization',
      value: `${TARGET_UTILIZATION}`,
      reason: 'of the CPU of shared services, which run all month at the size of the busiest minute',
    },
    { at: 'baseMemoryMb', value: `${BASE_MEMORY_MB}`, reason: 'of a task or instance; each row keeps one copy loaded' },
    { at: 'companions', value: 'none', reason: 'load balancers, addresses, logs and other services are in no design' },
    { at: 'coldStarts', value: '0', reason: 'durations are billed as given, INIT is not added' },
  ];
  return all.filter((assumption) => assumption !== false);
}
