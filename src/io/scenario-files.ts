import { dirname, isAbsolute, join } from 'node:path';
import { readScenario } from '../scenario/read-scenario.js';
import type { Scenario } from '../scenario/scenario.js';
import { readTextFile } from './read-file.js';

/** The longest scenario file that is read. */
export const MAX_SCENARIO_BYTES = 1024 ** 2;
/** The longest trace that is read: some ten million rows. */
export const MAX_TRACE_BYTES = 256 * 1024 ** 2;

/**
 * Reads a scenario file, YAML or JSON, and the traces it names, relative to its folder.
 *
 * @param path `-` is standard input
 * @param regions ids that a scenario may name; without them an unknown region is found when its first price is needed
 * @param onTrace called with the path of each trace, before it is read
 * @throws EstimatorError `FILE_NOT_READABLE`, or `SCENARIO_INVALID` with every problem in the file
 */
export async function readScenarioFile(
  path: string,
  regions?: readonly string[],
  onTrace?: (path: string) => void,
): Promise<Scenario> {
  const text = readTextFile(path, MAX_SCENARIO_BYTES);
  const folder = path === '-' ? '.' : dirname(path);
  const readText = (file: string) => {
    const trace = isAbsolute(file) ? file : join(folder, file);
    onTrace?.(trace);
    return readTextFile(trace, MAX_TRACE_BYTES);
  };
  return readScenario(text, { file: path, readText, ...(regions !== undefined && { regions }) });
}
