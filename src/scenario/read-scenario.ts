import { asWritten, type Decimal } from '../model/decimal.js';
import { EstimatorError, type Problem } from '../model/errors.js';
import { MONTH_FORMS, type Month, parseMonth } from '../model/month.js';
import { nearest } from '../model/nearest.js';
import { checkValue, type Finding } from './check-value.js';
import { readDesigns } from './read-designs.js';
import type { Design, Scenario, Workload } from './scenario.js';
import { type RawScenario, scenarioSchema } from './scenario-schema.js';
import { pathText, readSourceText, type SourceText } from './source-text.js';

/** Where a scenario comes from, and what it may name. */
export interface ReadOptions {
  /** For messages and reports; default `-`. */
  readonly file?: string;
  /** Region ids it may name; without them a region is checked when its first price is looked up. */
  readonly regions?: readonly string[];
}

/**
 * Reads a scenario, YAML or JSON, and checks all of it.
 *
 * @param text at most 1 MiB
 * @throws EstimatorError `SCENARIO_INVALID` with every problem, each with its path and line
 */
export async function readScenario(text: string, options: ReadOptions = {}): Promise<Scenario> {
  const source = readSourceText(text);
  const { value: raw, findings } = checkValue(source.value, scenarioSchema());
  const rawDesigns = (source.value as { designs?: unknown } | null)?.designs;
  const designs = await readDesigns(rawDesigns);
  const problems = [...findings, ...designs.findings, ...checkPlaceAndTime(source.value, options)];
  if (raw !== undefined) problems.push(...checkNames(raw, designs.value));
  if (problems.length > 0 || source.problems.length > 0 || raw === undefined) throw invalid(problems, source);
  return build(raw, designs.value, options, source.value);
}

function build(raw: RawScenario, designs: readonly Design[], options: ReadOptions, written: unknown): Scenario {
  const month = parseMonth(raw.month) as Month;
  return {
    name: raw.name,
    file: options.file ?? '-',
    region: raw.region,
    month,
    freeTier: raw.freeTier,
    account: new Map(Object.entries(raw.account).map(([meter, used]) => [meter, asWritten(used)])),
    discounts: discountsOf(raw.discountPercent),
    workloads: raw.workloads.map((workload, index) => ({
      ...workloadOf(workload, index, month),
      given: keysAt(written, 'workloads', index),
    })),
    designs,
    given: keysAt(written),
  };
}

function workloadOf(raw: RawScenario['workloads'][number], index: number, month: Month): Omit<Workload, 'given'> {
  const { requests, requestsPerSecond = 0, cpuMs, serviceLevel, ...rest } = raw;
  const { maxDelay, p95Ms, maxLostShare, zones } = serviceLevel;
  return {
    ...rest,
    name: raw.name === 'workload' && index > 0 ? `workload ${index + 1}` : raw.name,
    at: `workloads.${index}`,
    requests: requests ?? asWritten(requestsPerSecond).times(month.seconds).round().toNumber(),
    cpuMs,
    serviceLevel: {
      ...(p95Ms !== undefined && { p95Ms }),
      ...(maxLostShare !== undefined && { maxLostShare }),
      ...(zones !== undefined && { zones }),
      ...(maxDelay !== undefined && { maxDelayS: maxDelay }),
    },
  };
}

function discountsOf(percent: RawScenario['discountPercent']): Map<string, Decimal> {
  const byService = typeof percent === 'number' ? { all: percent } : percent;
  return new Map(Object.entries(byService).map(([service, off]) => [service, asWritten(off)]));
}

/** Region, month and time zone: read from the file itself, so that they are checked although something else is wrong. */
function checkPlaceAndTime(written: unknown, { regions }: ReadOptions): Finding[] {
  const { region, month, timezone } = (written ?? {}) as Record<string, unknown>;
  const findings: Finding[] = [];
  if (typeof region === 'string') findings.push(...checkRegion(region, regions));
  if (typeof month === 'string' && parseMonth(month) === undefined) {
    findings.push({ path: ['month'], message: `"${month}" is not a month: write ${MONTH_FORMS}` });
  }
  if (typeof timezone === 'string' && !isTimezone(timezone)) {
    findings.push({ path: ['timezone'], message: `"${timezone}" is not an IANA time zone such as Europe/Berlin` });
  }
  return findings;
}

/** Names that stand twice, meters and services that nothing in the file has. */
function checkNames(raw: RawScenario, designs: readonly Design[]): Finding[] {
  return [
    ...repeated(raw.workloads, 'workloads'),
    ...repeated(raw.designs, 'designs'),
    ...checkAccount(Object.keys(raw.account), designs),
    ...checkDiscounts(raw.discountPercent, designs),
  ];
}

function checkRegion(region: string, regions: readonly string[] | undefined): Finding[] {
  if (regions === undefined || regions.includes(region)) return [];
  const close = nearest(region, regions);
  const hint = close === undefined ? `Known: ${regions.join(', ')}.` : `Did you mean "${close}"?`;
  return [{ path: ['region'], message: `unknown region "${region}"`, hint }];
}

function isTimezone(timezone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
    return true;
  } catch {
    return false;
  }
}

function repeated(named: readonly { readonly name: string }[], list: string): Finding[] {
  return named.flatMap(({ name }, index) => {
    const first = named.findIndex((other) => other.name === name);
    return first === index
      ? []
      : [{ path: [list, index, 'name'], message: `"${name}" is the name of ${list}.${first} already` }];
  });
}

/** A meter may be named alone where only one service of the scenario has it. */
function checkAccount(keys: readonly string[], designs: readonly Design[]): Finding[] {
  if (keys.length === 0) return [];
  const services = [...new Set(designs.flatMap((design) => design.services.map(({ service }) => service)))];
  const qualified = services.flatMap(({ id, meters }) => meters.map(({ meter }) => ({ id, meter })));
  return keys.flatMap((key) => {
    const matches = qualified.filter(({ id, meter }) => key === meter || key === `${id}.${meter}`);
    if (matches.length === 1) return [];
    const close = nearest(
      key,
      qualified.map(({ meter }) => meter),
    );
    const message = matches.length > 1 ? `"${key}" is a meter of several services` : `unknown meter "${key}"`;
    const hint =
      matches.length > 1
        ? `Write ${matches.map(({ id, meter }) => `${id}.${meter}`).join(' or ')}.`
        : close && `Did you mean "${close}"?`;
    return [{ path: ['account', key], message, ...(hint !== undefined && hint !== '' && { hint }) }];
  });
}

function checkDiscounts(percent: RawScenario['discountPercent'], designs: readonly Design[]): Finding[] {
  if (typeof percent === 'number') return [];
  const known = ['all', ...new Set(designs.flatMap((design) => design.services.map(({ service }) => service.id)))];
  return Object.keys(percent).flatMap((key) => {
    if (known.includes(key)) return [];
    const close = nearest(key, known);
    const hint = close === undefined ? `Used here: ${known.join(', ')}.` : `Did you mean "${close}"?`;
    return [{ path: ['discountPercent', key], message: `no design uses a service "${key}"`, hint }];
  });
}

/** The keys written at a path of the file. */
function keysAt(written: unknown, ...path: readonly (string | number)[]): ReadonlySet<string> {
  const value = path.reduce((inner, key) => (inner as Record<string | number, unknown>)[key], written);
  return new Set(Object.keys(value as object));
}

/** All problems in one error, in the order of their lines. */
function invalid(findings: readonly Finding[], source: SourceText): EstimatorError {
  const found = findings.map(
    ({ path, message, hint }): Problem => ({
      at: pathText(path),
      line: source.lineOf(path),
      message,
      ...(hint !== undefined && { hint }),
    }),
  );
  const rounded = new Map(source.problems.map((problem) => [problem.at, problem]));
  const problems = [...found.filter(({ at }) => !rounded.has(at)), ...rounded.values()].sort(
    (a, b) => (a.line ?? 0) - (b.line ?? 0),
  );
  const [only] = problems;
  if (problems.length === 1 && only !== undefined) {
    return new EstimatorError(
      'SCENARIO_INVALID',
      `line ${only.line}: ${only.message}`,
      only.hint ?? 'Correct it in the scenario.',
      only.at,
      problems,
    );
  }
  return new EstimatorError(
    'SCENARIO_INVALID',
    `${problems.length} problems in the scenario`,
    'Correct them in the scenario.',
    undefined,
    problems,
  );
}
