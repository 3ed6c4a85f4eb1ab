import { compare, loadPriceBook, readScenario } from '../src/index.js';
import type { Result } from '../src/model/report.js';

const book = loadPriceBook();

/** What stands in a scenario file beside the services of its one design. */
export interface Around {
  readonly region?: string;
  readonly month?: string;
  readonly freeTier?: boolean;
  readonly workload?: object;
}

/** Prices the services of one design by the public path: a scenario file, read and compared. */
export async function priceServices(services: readonly object[], around: Around = {}): Promise<Result> {
  const { region = 'us-east-1', month = '730h', freeTier = false, workload } = around;
  const file = {
    version: 1,
    name: 'test',
    region,
    month,
    freeTier,
    ...(workload !== undefined && { workloads: [{ name: 'work', ...workload }] }),
    designs: [{ name: 'design', services }],
  };
  const scenario = await readScenario(JSON.stringify(file), { file: 'test.json', regions: book.regions });
  const result = compare([scenario], book).scenarios[0]?.results[0];
  if (result === undefined) throw new Error('no result');
  return result;
}

/** `meter quantity unit = cost` of each line. */
export function linesOf({ lines }: Result): string[] {
  return lines.map(
    ({ meter, pricingQuantity: { amount, unit }, listCost }) => `${meter} ${amount} ${unit} = ${listCost}`,
  );
}
