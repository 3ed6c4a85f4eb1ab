import { EstimatorError } from '../../model/errors.js';
import type { ScenarioReport } from '../../model/report.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { Scenario, Workload } from '../../scenario/scenario.js';
import { type AdjustableField, serviceFields, workloadFields } from '../adjustable-fields.js';
import { allowedChanges, applyChanges, type Changes } from '../changes.js';
import { mergeReports, workloadReport, workloadsOf, workloadTotals } from '../page-content.js';
import { sectionId } from '../sections.js';
import { billsView, scenarioViews, totalsViews } from '../views.js';
import { FieldControl } from './field-control.js';
import { updateSlowViews } from './update-slow-views.js';
import { chartWidthIn, updateViews } from './update-views.js';

/** Slow views are computed when no input has come for this long. */
const SETTLED_MS = 180;
/** Below this width the bars are drawn again for the width. */
const NARROW_PX = 700;
const PERCENT = 100;

interface Engine {
  readonly scenario: Scenario;
  readonly book: PriceBook;
  /** Called when the reader has stopped changing numbers. */
  readonly onChange: () => void;
}

/** A scenario on the page: applies what the reader enters, recomputes it, and updates the page. */
export class LiveScenario {
  private readonly section: HTMLElement;
  private readonly own = new Map<string, number>();
  private controls: FieldControl[] | undefined;
  /** The last report of each workload, with the changes it was computed for. */
  private readonly reports = new Map<number, { key: string; report: ScenarioReport; hasRemarks: boolean }>();
  private frame = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private slowUpdate: AbortController | undefined;

  /** @param index of the scenario on the page */
  constructor(
    readonly index: number,
    private readonly engine: Engine,
  ) {
    const section = document.getElementById(sectionId(index)) as HTMLElement;
    this.section = section;
    // Controls are created when the browser is idle, or before they are used.
    const prepare = () => this.fieldControls();
    for (const event of ['pointerdown', 'focusin', 'input']) section.addEventListener(event, prepare, true);
    whenIdle(prepare);
    whenIdle(() => this.warmUp());
    for (const hidden of section.querySelectorAll<HTMLElement>('.controls[hidden]')) hidden.hidden = false;
    for (const form of section.querySelectorAll('form')) {
      form.addEventListener('submit', (event) => event.preventDefault());
      form.addEventListener('reset', (event) => {
        event.preventDefault();
        for (const field of form.querySelectorAll<HTMLElement>('.field')) this.own.delete(field.dataset.at ?? '');
        this.showFields();
        this.scheduleUpdate();
      });
    }
    addEventListener('resize', () => this.scheduleUpdate());
  }

  /** What the reader has changed. */
  get changes(): Changes {
    return this.own;
  }

  /** Replaces all changes, as far as the scenario allows them. */
  show(changes: Changes): void {
    const allowed = allowedChanges(this.engine.scenario, changes);
    const isSame = JSON.stringify([...allowed]) === JSON.stringify([...this.own]);
    if (isSame) {
      requestAnimationFrame(() => this.showUnchanged());
      return;
    }
    this.own.clear();
    for (const [at, value] of allowed) this.own.set(at, value);
    this.showFields();
    this.scheduleUpdate();
  }

  /** The page has the numbers already; only the bars are drawn for a width, which is known after the first layout. */
  private showUnchanged(): void {
    if (this.frame !== 0) return;
    if (chartWidthIn(`${sectionId(this.index, 0)}-bars`) < NARROW_PX) this.update(false);
    this.setState('settled');
  }

  private fieldControls(): readonly FieldControl[] {
    if (this.controls !== undefined) return this.controls;
    const fields = new Map(this.fields().map((field) => [field.at, field]));
    this.controls = [...this.section.querySelectorAll('.field')].flatMap((container) => {
      const field = fields.get(container.getAttribute('data-at') ?? '');
      return field === undefined ? [] : [new FieldControl(field, container, (value) => this.enter(field.at, value))];
    });
    return this.controls;
  }

  /** Computes once without showing it: the browser compiles code that runs for the first time, which is slow. */
  private warmUp(): void {
    const { scenario } = this.engine;
    const [workload = null] = workloadsOf(scenario);
    const id = sectionId(this.index, 0);
    if (this.frame === 0) totalsViews(this.reportOf(scenario, 0, { workload, isSettled: false }), id);
  }

  private fields(): AdjustableField[] {
    const { scenario } = this.engine;
    return [
      ...scenario.workloads.flatMap((workload) => workloadFields(scenario, workload)),
      ...scenario.designs.flatMap((_, design) => serviceFields(scenario, design).flatMap(({ fields }) => fields)),
    ];
  }

  /** Records a number that the reader entered. The CPU time is entered as a share and follows the duration. */
  private enter(at: string, value: number): void {
    const workload = this.engine.scenario.workloads.find((candidate) => at.startsWith(`${candidate.at}.`));
    if (workload !== undefined && at === `${workload.at}.cpuMs`) this.setCpuShare(workload, value);
    else if (workload !== undefined && at === `${workload.at}.durationMs`) {
      const share = this.cpuShareOf(workload);
      this.own.set(at, value);
      const hasOwnShare = workload.cpuMs !== undefined || this.own.has(`${workload.at}.cpuMs`);
      if (hasOwnShare) this.setCpuShare(workload, share);
    } else this.own.set(at, value);
    this.scheduleUpdate();
  }

  private setCpuShare(workload: Workload, percent: number): void {
    this.own.set(`${workload.at}.cpuMs`, cpuTime((this.durationOf(workload) * percent) / PERCENT));
  }

  private cpuShareOf(workload: Workload): number {
    const duration = this.durationOf(workload);
    return ((this.own.get(`${workload.at}.cpuMs`) ?? workload.cpuMs ?? duration) / duration) * PERCENT;
  }

  private durationOf({ at, durationMs }: Workload): number {
    return this.own.get(`${at}.durationMs`) ?? durationMs;
  }

  private showFields(): void {
    for (const control of this.fieldControls()) {
      const { at, value } = control.field;
      const workload = this.engine.scenario.workloads.find((candidate) => at === `${candidate.at}.cpuMs`);
      const shown =
        workload === undefined ? (this.own.get(at) ?? value) : Number(this.cpuShareOf(workload).toPrecision(6));
      control.show(shown);
    }
  }

  /** Updates fast views at most once a frame, and slow ones when the reader has stopped. */
  private scheduleUpdate(): void {
    this.setState('working');
    this.slowUpdate?.abort();
    clearTimeout(this.timer);
    if (this.frame === 0) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.update(false);
      });
    }
    this.timer = setTimeout(() => {
      this.update(true);
      this.engine.onChange();
    }, SETTLED_MS);
  }

  private update(isSettled: boolean): void {
    try {
      const scenario = applyChanges(this.engine.scenario, this.own);
      const reports = workloadsOf(scenario).map((workload, index) =>
        this.reportOf(scenario, index, { workload, isSettled }),
      );
      for (const [index, report] of reports.entries()) {
        const id = sectionId(this.index, index);
        updateViews(id, totalsViews(report, id, chartWidthIn(`${id}-bars`)));
        if (isSettled) updateViews(id, billsView(report, id));
      }
      this.showText('error', '');
      if (isSettled) this.showSettled(scenario, mergeReports(reports));
    } catch (error) {
      if (!(error instanceof EstimatorError)) throw error;
      this.showText('error', `${error.message}. ${error.hint}`);
    }
  }

  private showSettled(scenario: Scenario, report: ScenarioReport): void {
    const id = sectionId(this.index);
    updateViews(id, scenarioViews(report, id));
    const changed = [...this.own].map(([at, value]) => `${at} ${value}`);
    this.showText('changed', `Changed on this page: ${changed.join(', ')}.`).hidden = changed.length === 0;
    const slowUpdate = new AbortController();
    this.slowUpdate = slowUpdate;
    void updateSlowViews(scenario, this.engine.book, { index: this.index, signal: slowUpdate.signal }).then(() => {
      if (!slowUpdate.signal.aborted) this.setState('settled');
    });
  }

  /** Tells tests and scripts whether all numbers on the page belong together. */
  private setState(state: 'settled' | 'working'): void {
    document.documentElement.dataset.state = state;
  }

  /** Computes the report of one workload, or reuses the last where no change concerns it. */
  private reportOf(
    scenario: Scenario,
    index: number,
    { workload, isSettled }: { workload: Workload | null; isSettled: boolean },
  ): ScenarioReport {
    const isMix = (workload?.parts.length ?? 0) > 0;
    const relevant = [...this.own].filter(
      ([at]) => isMix || !at.startsWith('workloads.') || at.startsWith(`workloads.${index}.`),
    );
    const key = JSON.stringify(relevant);
    const last = this.reports.get(index);
    if (last?.key === key && (last.hasRemarks || !isSettled)) return last.report;
    const report = (isSettled ? workloadReport : workloadTotals)(scenario, workload, this.engine.book);
    this.reports.set(index, { key, report, hasRemarks: isSettled });
    return report;
  }

  /** Shows a text in one of the scenario's paragraphs. */
  private showText(name: 'error' | 'changed', text: string): HTMLElement {
    const paragraph = document.getElementById(`${sectionId(this.index)}-${name}`) as HTMLElement;
    if (paragraph.textContent !== text) paragraph.textContent = text;
    return paragraph;
  }
}

function whenIdle(work: () => void): void {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work);
  else setTimeout(work, 200);
}

/** Rounds to six digits, which a share of a duration has at most. */
function cpuTime(ms: number): number {
  return Math.max(0.001, Number(ms.toPrecision(6)));
}
