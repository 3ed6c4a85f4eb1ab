import { readScenario } from '../scenario/read-scenario.js';
import type { Scenario } from '../scenario/scenario.js';
import { readTextFile } from './read-file.js';

/** Longest scenario file read. */
export const MAX_SCENARIO_BYTES = 1024 ** 2;

/**
 * Reads a scenario file, YAML or JSON.
 *
 * @param path `-` is standard input
 * @param regions ids that a scenario may name; without them an unknown region is found when its first price is
 * @throws EstimatorError `FILE_NOT_READABLE`, or `SCENARIO_INVALID` with every problem in the file
 */
export async function readScenarioFile(path: string, regions?: readonly string[]): Promise<Scenario> {
  const text = readTextFile(path, MAX_SCENARIO_BYTES);
  return readScenario(text, { file: path, ...(regions !== undefined && { regions }) });
}
