/**
 * Crossover as a library on Node.js: the engine, the price book of the package, and scenario files.
 *
 * @packageDocumentation
 */

export * from './core.js';
export { loadPriceBook } from './io/price-files.js';
export { readScenarioFile } from './io/scenario-files.js';
