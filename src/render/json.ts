import type { CostLine } from '../model/cost-line.js';
import type { MissingService, Report, Result, ScenarioReport } from '../model/report.js';
import { missingText } from './missing-text.js';
import { reasonsJson } from './reason-text.js';
import { remarkText } from './remark-text.js';

/** The version of the JSON of reports; it changes when a key changes its meaning, not when one is added. */
const SCHEMA_VERSION = 1;

type LineJson = Readonly<Record<string, string | null>>;

/** Formats a report as JSON. Money and quantities are decimal text, never numbers. */
export function reportJson(report: Report): unknown {
  return reportWith(report, lineJson);
}

/** Formats a report as JSON, with the derivation of every line. */
export function explainJson(report: Report): unknown {
  return reportWith(report, (line) => ({ ...lineJson(line), derivation: line.derivation }));
}

function reportWith({ priceBook, scenarios }: Report, line: (line: CostLine) => LineJson): unknown {
  return {
    schemaVersion: SCHEMA_VERSION,
    priceBook,
    scenarios: scenarios.map((scenario) => scenarioJson(scenario, line)),
  };
}

function scenarioJson(
  { name, region, monthHours, results, remarks, reasons }: ScenarioReport,
  line: (line: CostLine) => LineJson,
) {
  return {
    name,
    region,
    monthHours: monthHours.toFixed(),
    results: results.map((result) => resultJson(result, line)),
    remarks: remarks.map(remarkText),
    ...(reasons !== undefined && { reasons: reasonsJson(reasons) }),
  };
}

function resultJson(result: Result, line: (line: CostLine) => LineJson) {
  const { workload, design, feasible, rank, monthlyUsd, lines, activity, assumptions, infeasible } = result;
  return {
    workload,
    design,
    feasible,
    rank,
    monthlyUsd: monthlyUsd.toFixed(),
    lines: lines.map(line),
    activity,
    assumptions,
    warnings: [...result.warnings, ...result.missing.map(missingText)],
    missing: missingJson(result.missing),
    infeasible,
  };
}

/** Formats missing services as JSON; dollars are null where the region has no price. */
export function missingJson(missing: readonly MissingService[]) {
  return missing.map(({ service, why, monthlyUsd }) => ({ service, why, monthlyUsd: monthlyUsd?.toFixed() ?? null }));
}

function lineJson(line: CostLine): LineJson {
  return {
    service: line.service,
    name: line.name,
    meter: line.meter,
    description: line.description,
    pricingQuantity: line.pricingQuantity.amount.toFixed(),
    pricingUnit: line.pricingQuantity.unit,
    listUnitPrice: line.listUnitPrice.usdPerUnit.toFixed(),
    listCost: line.listCost.toFixed(),
    chargeCategory: line.chargeCategory,
    pricingCategory: line.pricingCategory,
    rateCode: line.rateCode,
    source: line.source,
    publishedOn: line.publishedOn,
    confidence: line.confidence,
    ...(line.discountPercent !== undefined && { discountPercent: line.discountPercent.toFixed() }),
  };
}
