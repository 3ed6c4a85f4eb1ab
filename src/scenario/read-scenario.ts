import { asWritten, type Decimal } from '../model/decimal.js';
import { EstimatorError, type Problem } from '../model/errors.js';
import { inTimezone, MONTH_FORMS, type Month, parseMonth } from '../model/month.js';
import { nearest } from '../model/nearest.js';
import { checkValue, type Finding } from './check-value.js';
import { pathText } from './path.js';
import { takeRanges } from './ranges.js';
import { readDesigns } from './read-designs.js';
import type { ReadText } from './read-shape.js';
import { type ReadWorkloads, readWorkloads } from './read-workloads.js';
import type { Design, InputRange, Scenario, Workload } from './scenario.js';
import { type RawScenario, scenarioSchema } from './scenario-schema.js';
import { readSourceText, type SourceText } from './source-text.js';

/** Where a scenario comes from, and what it may name. */
export interface ReadOptions {
  /** For messages and reports; default `-`. */
  readonly file?: string;
  /** Region ids it may name; without them a region is checked when its first price is looked up. */
  readonly regions?: readonly string[];
  /** Reads the traces that it names; without it a scenario with a trace is refused. */
  readonly readText?: ReadText;
}

/**
 * Reads a scenario, YAML or JSON, and checks all of it.
 *
 * @param text at most 1 MiB
 * @throws EstimatorError `SCENARIO_INVALID` with every problem, each with its path and line
 */
export async function readScenario(text: string, options: ReadOptions = {}): Promise<Scenario> {
  const source = readSourceText(text);
  const { value: written, problems: rounded } = source;
  const { plain, ranges, findings: inRanges } = takeRanges(written);
  const { value: raw, findings } = checkValue(plain, scenarioSchema());
  const rawDesigns = (written as { designs?: unknown } | null)?.designs;
  const designs = await readDesigns(rawDesigns);
  const problems = [...inRanges, ...findings, ...designs.findings, ...checkPlaceAndTime(written, options)];
  if (raw !== undefined) problems.push(...checkNames(raw, designs.value));
  const workloads = raw === undefined ? undefined : workloadsOf(raw, written, options);
  problems.push(...(workloads?.findings ?? []));
  if (problems.length > 0 || rounded.length > 0 || raw === undefined || workloads === undefined) {
    throw invalid(problems, source);
  }
  return build(raw, { workloads: workloads.value, designs: designs.value, ranges, written, options });
}

function workloadsOf(raw: RawScenario, written: unknown, { readText }: ReadOptions): ReadWorkloads | undefined {
  const month = parseMonth(raw.month);
  const given = raw.workloads.map((_, index) => keysAt(written, 'workloads', index));
  return month === undefined ? undefined : readWorkloads(raw.workloads, given, { month, readText });
}

interface Parts {
  readonly workloads: readonly Workload[];
  readonly designs: readonly Design[];
  readonly ranges: readonly InputRange[];
  /** The file as it was parsed. */
  readonly written: unknown;
  readonly options: ReadOptions;
}

function build(raw: RawScenario, { workloads, designs, ranges, written, options }: Parts): Scenario {
  return {
    name: raw.name,
    file: options.file ?? '-',
    region: raw.region,
    month: inTimezone(parseMonth(raw.month) as Month, raw.timezone),
    stepSeconds: raw.stepSeconds,
    freeTier: raw.freeTier,
    account: new Map(Object.entries(raw.account).map(([meter, used]) => [meter, asWritten(used)])),
    discounts: discountsOf(raw.discountPercent),
    workloads,
    designs,
    ranges,
    given: keysAt(written),
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

/** Finds duplicate names, and meters and services that no design has. */
function checkNames(raw: RawScenario, designs: readonly Design[]): Finding[] {
  return [
    ...repeated(raw.workloads, 'workloads'),
    ...repeated(raw.designs, 'designs'),
    ...checkServed(raw.workloads, designs),
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

/** `of` names a workload of the file. */
function checkServed(workloads: RawScenario['workloads'], designs: readonly Design[]): Finding[] {
  const names = workloads.map(({ name }) => name);
  return designs.flatMap(({ services }) =>
    services.flatMap(({ at, shared: { of } }) => {
      if (of === undefined || names.includes(of)) return [];
      const close = nearest(of, names);
      const hint = close === undefined ? `Known: ${names.join(', ')}.` : `Did you mean "${close}"?`;
      return [{ path: [...keysOf(at), 'of'], message: `unknown workload "${of}"`, hint }];
    }),
  );
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

/** `designs.1.services.0` as keys. */
function keysOf(at: string): (string | number)[] {
  return at.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
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
