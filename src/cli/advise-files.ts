import { type Advice, adviseOn } from '../estimate/advice.js';
import { openScenario } from './open-scenario.js';
import type { PricingFlags } from './price-scenarios.js';

/** Advice on each of some scenario files, in their order. */
export async function adviseFiles(files: readonly string[], flags: PricingFlags): Promise<Advice[][]> {
  const advice: Advice[][] = [];
  for (const file of files) {
    const { scenario, book } = await openScenario(file, flags);
    advice.push(await adviseOn(scenario, book));
  }
  return advice;
}
