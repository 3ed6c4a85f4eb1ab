/**
 * The engine without files and network: runs in a browser. Hand it price files through `new PriceBook(…)`.
 */

export { withCompanions } from './estimate/companions.js';
export { type CompareOptions, compare, compareScenario } from './estimate/compare.js';
export { PointPrices, type PointSource } from './estimate/compiled/point-prices.js';
export { type Advice, adviseOn } from './estimate/decide/advice.js';
export { type BreakEven, type BreakEvenQuestion, breakEven } from './estimate/decide/break-even.js';
export { type Frontier, frontier } from './estimate/decide/frontier.js';
export { type Sensitivity, type SensitivityQuestion, sensitivity } from './estimate/decide/sensitivity.js';
export { type Uncertainty, type UncertaintyQuestion, uncertainty } from './estimate/decide/uncertainty.js';
export type { Assumption } from './model/assumption.js';
export type { ChargeCategory, CostLine, PricingCategory, UsageLine } from './model/cost-line.js';
export { Decimal } from './model/decimal.js';
export { type ErrorCode, EstimatorError, type Problem } from './model/errors.js';
export type { Quantity, Rate } from './model/quantity.js';
export type { Activity, MissingService, PriceBookStamp, Report, Result, ScenarioReport } from './model/report.js';
export type { Unit } from './model/unit.js';
export type { InstanceTypeFile } from './prices/instance-types.js';
export type { Price, Tier } from './prices/price.js';
export {
  PriceBook,
  type PriceFileReader,
  type PriceIndex,
  type PriceOverride,
} from './prices/price-book.js';
export { type PriceFile, parsePriceFile } from './prices/price-file.js';
export { type NumericPath, numericPath } from './scenario/numeric-path.js';
export { readScenario } from './scenario/read-scenario.js';
export type { Design, DesignService, Scenario, Workload } from './scenario/scenario.js';
export { loadService, loadServices, SERVICE_IDS } from './services/index.js';
export type { Service } from './services/service.js';
