import { createHash } from 'node:crypto';
import type { PricedScenario, Sources } from '../../src/docs/priced-scenario.js';
import { compareScenario } from '../../src/estimate/compare.js';
import { loadPriceBook } from '../../src/io/price-files.js';
import { EstimatorError } from '../../src/model/errors.js';
import { readScenario } from '../../src/scenario/read-scenario.js';

/** By hand: Lambda 1M × 0.0000002 + 1M GB-s × 0.0000166667 = 16.8667; tasks 4 × 730 h × (0.5 × 0.04048 + 0.004445) = 72.0802. */
export const SHOP = `version: 1
name: shop
region: us-east-1
freeTier: false
workloads:
  - { name: day, requests: 1M, durationMs: 1000, cpuMs: 1000, memoryMb: 20 }
  - { name: night, requests: 3M, durationMs: 1000, cpuMs: 1000, memoryMb: 20 }
designs:
  - { name: Lambda, services: [{ service: lambda, memoryMb: 1024, durationMs: 1000 }] }
  - { name: Four tasks, services: [{ service: fargate, tasks: 4, vcpu: 0.5, memoryGb: 1 }] }
`;

/** The same without workloads. */
export const PLAIN = `version: 1
name: plain
region: eu-west-1
freeTier: false
designs:
  - { name: Lambda, services: [{ service: lambda, requests: 1M, durationMs: 100, memoryMb: 1024 }] }
`;

const book = loadPriceBook();

/** Sources that find their scenarios in memory, and record each request. */
export function sourcesOf(files: Readonly<Record<string, string>>): Sources & { readonly requested: string[] } {
  const requested: string[] = [];
  const price = async (file: string): Promise<PricedScenario> => {
    requested.push(file);
    const text = files[file];
    if (text === undefined) throw new EstimatorError('FILE_NOT_READABLE', `${file} does not exist`, 'Check the path.');
    const scenario = await readScenario(text, { file });
    return { scenario, report: compareScenario(scenario, book), book, overrides: [] };
  };
  return { price, requested, sha256: (text) => createHash('sha256').update(text).digest('hex') };
}

/** `shop.yaml` and `plain.yaml`. */
export const SOURCES = sourcesOf({ 'shop.yaml': SHOP, 'plain.yaml': PLAIN });
