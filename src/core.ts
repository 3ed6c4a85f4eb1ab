/**
 * The engine without files and network: runs in a browser. Hand it price files through `new PriceBook(…)`.
 *
 * @packageDocumentation
 */

export { withCompanions } from './estimate/companions.js';
export { type CompareOptions, compare, compareScenario } from './estimate/compare.js';
export { type ExactPoint, type PointCosts, PointPrices, type PointSource } from './estimate/compiled/point-prices.js';
export { type Advice, adviseOn } from './estimate/decide/advice.js';
export {
  type BreakEven,
  type BreakEvenQuestion,
  breakEven,
  type CheaperStretch,
  type Crossing,
  type Over,
} from './estimate/decide/break-even.js';
export { type Frontier, frontier } from './estimate/decide/frontier.js';
export {
  type Flip,
  type InputSensitivity,
  type Sensitivity,
  type SensitivityEnd,
  type SensitivityQuestion,
  sensitivity,
} from './estimate/decide/sensitivity.js';
export {
  type DesignSpread,
  type Uncertainty,
  type UncertaintyQuestion,
  uncertainty,
} from './estimate/decide/uncertainty.js';
export type { Change, Variant } from './estimate/decide/variants.js';
export type { Estimate } from './estimate/estimate.js';
export type { Amount, AmountLeaf, Condition, InputTrace, Operand } from './model/amount.js';
export type { AmountOperation } from './model/amount-operation.js';
export type { Amounts, AmountsOf } from './model/amounts.js';
export type { Assumption } from './model/assumption.js';
export type { ClosedForm, Interval } from './model/closed-form.js';
export type { ChargeCategory, Confidence, CostLine, PricingCategory, UsageLine } from './model/cost-line.js';
export { Decimal } from './model/decimal.js';
export { type ErrorCode, EstimatorError, type Problem } from './model/errors.js';
export type { FieldUnit } from './model/field.js';
export type { ClockShift, LocalClock } from './model/local-clock.js';
export type { Month } from './model/month.js';
export type { Quantity, Rate } from './model/quantity.js';
export type { CostPair, Fact, Reason, RequestsFlip } from './model/reason.js';
export type {
  Activity,
  MissingService,
  PriceBookStamp,
  Remark,
  Report,
  Result,
  ScenarioReport,
} from './model/report.js';
export { UNITS, type Unit } from './model/unit.js';
export type { InstanceTypeFile } from './prices/instance-types.js';
export type { Price, Tier } from './prices/price.js';
export {
  type Asked,
  PriceBook,
  type PriceFileReader,
  type PriceIndex,
  type PriceOverride,
} from './prices/price-book.js';
export {
  type Allowance,
  type FeeRecord,
  type MeterRecord,
  type Origin,
  type PriceFile,
  type PriceRecord,
  parsePriceFile,
  type TierRecord,
} from './prices/price-file.js';
export { type NumericPath, numericPath, type PathTarget } from './scenario/numeric-path.js';
export { type ReadOptions, readScenario } from './scenario/read-scenario.js';
export type { ReadText } from './scenario/read-shape.js';
export type {
  Design,
  DesignService,
  Discounts,
  Distribution,
  InputRange,
  Scenario,
  SharedFields,
  Workload,
} from './scenario/scenario.js';
export { loadService, loadServices, SERVICE_IDS } from './services/index.js';
export type {
  Alternative,
  AnyService,
  HourlySeries,
  InstanceType,
  Limit,
  MeteredLine,
  MeterInfo,
  Service,
  Simulation,
  SimulationContext,
} from './services/service.js';
export type { Arrivals } from './workload/arrivals.js';
export type { Impulses } from './workload/load-curve.js';
export type {
  CronShape,
  DailyShape,
  GrowthShape,
  NoiseShape,
  ProductShape,
  Shape,
  SpikesShape,
  Stage,
  StagesShape,
  SteadyShape,
  SumShape,
  TraceShape,
  WeeklyShape,
} from './workload/shapes.js';
export type { Trace } from './workload/trace.js';
export { type ServiceLevel, TRIGGERS, type Traffic, type Trigger } from './workload/traffic.js';
