import { type CsvScan, fieldText, nextRecord, refused } from '../../workload/csv-scan.js';

/** The fields of a row. */
export const FLEET_FIELDS = [
  'name',
  'requests',
  'durationMs',
  'memoryMb',
  'usedMb',
  'cpuMs',
  'trigger',
  'architecture',
  'periodDays',
] as const;
/** A field of a row. */
export type FleetField = (typeof FLEET_FIELDS)[number];

/** The column of a field, and the factor from its unit to the field's. */
export interface FleetColumn {
  readonly index: number;
  readonly header: string;
  readonly factor: number;
}

/** The columns of a file. */
export interface FleetColumns {
  readonly fields: Readonly<Partial<Record<FleetField, FleetColumn>>>;
  /** Columns with the requests of one minute each: `m480`, `m481`, … */
  readonly minutes: readonly number[];
  readonly count: number;
}

/** Factor by column name, in lower case without other characters than letters and digits. */
type Names = Readonly<Record<string, number>>;

const names = (...names: string[]): Names => Object.fromEntries(names.map((name) => [name, 1]));

/**
 * Known column names: our own, those of `aws lambda list-functions`, of CloudWatch's Lambda metrics, of AWS
 * Compute Optimizer's export of Lambda functions, and of the Azure Functions traces.
 *
 * https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html,
 * https://docs.aws.amazon.com/compute-optimizer/latest/ug/exported-files.html
 */
const NAMES: Readonly<Record<FleetField, Names>> = {
  name: names('name', 'function', 'functionname', 'functionarn', 'service', 'servicename', 'resource', 'resourcearn'),
  requests: names(
    'requests',
    'monthlyrequests',
    'invocations',
    'invocationssum',
    'suminvocations',
    'invocationcount',
    'numberofinvocations',
  ),
  durationMs: {
    ...names('durationms', 'duration', 'durationaverage', 'averageduration', 'avgduration', 'avgms', 'averagems'),
    ...names('averagedurationms', 'avgdurationms', 'utilizationmetricsdurationaverage'),
    durations: 1000,
    durationsec: 1000,
    durationseconds: 1000,
  },
  memoryMb: {
    ...names(
      'memorymb',
      'memory',
      'memorysize',
      'memorysizemb',
      'configuredmemorymb',
      'currentconfigurationmemorysize',
    ),
    memorygb: 1024,
  },
  usedMb: {
    ...names(
      'usedmb',
      'avgmb',
      'averageallocatedmb',
      'maxmemoryused',
      'maxmemoryusedmb',
      'memoryusedmb',
      'usedmemorymb',
    ),
    ...names('utilizationmetricsmemorymaximum'),
  },
  cpuMs: names('cpums', 'cputimems'),
  trigger: names('trigger', 'eventsource'),
  architecture: names('architecture', 'architectures'),
  periodDays: names('lookbackperiodindays', 'perioddays'),
};

const NEEDED: readonly FleetField[] = ['name', 'requests', 'durationMs'];

/**
 * Reads the header line.
 *
 * @param map header by field, for columns with names of their own
 * @throws EstimatorError `USAGE_INVALID` for a field that is missing, or that two columns give (in two units, say)
 */
export function readFleetHeader(scan: CsvScan, map: ReadonlyMap<FleetField, string>): FleetColumns {
  nextRecord(scan);
  const headers = Array.from({ length: scan.fields }, (_, column) => fieldText(scan, column).trim());
  const fields: Partial<Record<FleetField, FleetColumn>> = {};
  for (const field of FLEET_FIELDS) {
    const named = columnsOf(field, headers, map);
    // A list of functions has name and ARN of each.
    const found = field === 'name' ? namesBeforeArns(named) : named;
    if (found.length > 1) throw duplicateColumns(scan, field, found);
    const [column] = found;
    if (column !== undefined) fields[field] = column;
    else if (map.has(field) || NEEDED.includes(field))
      throw missingColumn(scan, field, { headers, wanted: map.get(field) });
  }
  if (fields.memoryMb === undefined && fields.usedMb === undefined) throw missingColumn(scan, 'memoryMb', { headers });
  const minutes = headers.flatMap((header, index) => (/^m\d{1,5}$/.test(header) ? [index] : []));
  return { fields, minutes, count: headers.length };
}

function columnsOf(field: FleetField, headers: readonly string[], map: ReadonlyMap<FleetField, string>): FleetColumn[] {
  const wanted = map.get(field);
  const mapped = new Set(map.values());
  return headers.flatMap((header, index) => {
    const factor = factorOf(field, header);
    if (wanted !== undefined) return header === wanted ? [{ index, header, factor: factor ?? 1 }] : [];
    // A column that is mapped to another field is not taken for this one too.
    return factor === undefined || mapped.has(header) ? [] : [{ index, header, factor }];
  });
}

function namesBeforeArns(found: readonly FleetColumn[]): readonly FleetColumn[] {
  const names = found.filter(({ header }) => !/arn$/i.test(header));
  return names.length > 0 ? names : found;
}

function factorOf(field: FleetField, header: string): number | undefined {
  const name = header.toLowerCase().replace(/[^a-z0-9]/g, '');
  return Object.hasOwn(NAMES[field], name) ? NAMES[field][name] : undefined;
}

function duplicateColumns(scan: CsvScan, field: FleetField, found: readonly FleetColumn[]) {
  const names = found.map(({ header }) => `"${header}"`).join(' and ');
  const units = new Set(found.map(({ factor }) => factor)).size > 1 ? ', in different units' : '';
  return refused(scan, `the columns ${names} both give ${field}${units}`, `Say which: --map ${field}=COLUMN`);
}

function missingColumn(
  scan: CsvScan,
  field: FleetField,
  { headers, wanted }: { readonly headers: readonly string[]; readonly wanted?: string | undefined },
) {
  const listed = headers.slice(0, 12).join(', ') + (headers.length > 12 ? ', …' : '');
  const what = wanted === undefined ? `no column for ${field}` : `no column "${wanted}" for ${field}`;
  const hint =
    field === 'requests' || field === 'durationMs'
      ? "A list of functions has none: join it with CloudWatch's Invocations (Sum) and Duration (Average). "
      : '';
  return refused(
    scan,
    `${what} among ${listed}`,
    `${hint}Name one ${field}, or say which it is: --map ${field}=COLUMN`,
  );
}
