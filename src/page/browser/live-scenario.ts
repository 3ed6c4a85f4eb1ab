import { EstimatorError } from '../../model/errors.js';
import type { ScenarioReport } from '../../model/report.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { Scenario, Workload } from '../../scenario/scenario.js';
import { type Adjustable, serviceAdjustables, workloadAdjustables } from '../adjustable.js';
import { allowedChanges, type Changes, withChanges } from '../changes.js';
import { joined, workloadReport, workloadTotals } from '../parts.js';
import { partId } from '../sections.js';
import { billsView, scenarioView, totalsView } from '../views.js';
import { FieldControl } from './field-control.js';
import { fill, widthOf } from './slots.js';
import { showSlowViews } from './slow-views.js';

/** What takes longer than a step of a slider is shown when no step has followed for so long. */
const SETTLED_MS = 180;
const FULL_SHARE = 100;

interface Engine {
  readonly scenario: Scenario;
  readonly book: PriceBook;
  /** Called when the numbers have settled. */
  readonly onChange: () => void;
}

/** One scenario of the page: takes what its fields are set to, works it out, and shows it. */
export class LiveScenario {
  private readonly own = new Map<string, number>();
  private controls: FieldControl[] | undefined;
  /** Report of each workload, with the text of the changes it rests on. */
  private readonly known = new Map<number, { key: string; report: ScenarioReport; isWhole: boolean }>();
  private frame = 0;
  private settling: ReturnType<typeof setTimeout> | undefined;
  private slow: AbortController | undefined;

  constructor(
    readonly place: number,
    private readonly engine: Engine,
  ) {
    const { section } = this;
    // Fields are worked out when the page has nothing else to do, or somebody reaches for one.
    for (const event of ['pointerdown', 'focusin', 'input']) section.addEventListener(event, () => this.bind(), true);
    whenIdle(() => this.bind());
    whenIdle(() => this.rehearse());
    for (const hidden of section.querySelectorAll<HTMLElement>('.controls[hidden]')) hidden.hidden = false;
    for (const form of section.querySelectorAll('form')) {
      form.addEventListener('submit', (event) => event.preventDefault());
      form.addEventListener('reset', (event) => {
        event.preventDefault();
        for (const box of form.querySelectorAll<HTMLElement>('.field')) this.own.delete(box.dataset.at ?? '');
        this.showFields();
        this.plan();
      });
    }
    addEventListener('resize', () => this.plan());
  }

  private get section(): HTMLElement {
    return document.getElementById(partId(this.place)) as HTMLElement;
  }

  get changes(): Changes {
    return this.own;
  }

  /** Takes changes from elsewhere, such as the address; those that the scenario does not allow are left out. */
  show(changes: Changes): void {
    const allowed = allowedChanges(this.engine.scenario, changes);
    const isSame = JSON.stringify([...allowed]) === JSON.stringify([...this.own]);
    this.own.clear();
    for (const [at, value] of allowed) this.own.set(at, value);
    if (!isSame) this.showFields();
    // As it came, the page shows all of this already; only the bars of a narrow screen are drawn anew.
    if (!isSame) this.plan();
    else requestAnimationFrame(() => this.showAsItCame());
  }

  /** The page is laid out by now: to ask for a width before would do it once more. */
  private showAsItCame(): void {
    if (this.frame !== 0) return;
    if (this.isNarrow()) this.update(false);
    this.sayState('settled');
  }

  /** @returns the controls, made when they are first asked for */
  private bind(): readonly FieldControl[] {
    if (this.controls !== undefined) return this.controls;
    const fields = new Map(this.fields().map((field) => [field.at, field]));
    this.controls = [...this.section.querySelectorAll('.field')].flatMap((box) => {
      const field = fields.get(box.getAttribute('data-at') ?? '');
      return field === undefined ? [] : [new FieldControl(field, box, (value) => this.take(field.at, value))];
    });
    return this.controls;
  }

  /** The first step would be slow: the browser compiles what it runs for the first time. */
  private rehearse(): void {
    const { scenario } = this.engine;
    const [workload = null] = this.workloadsOf(scenario);
    if (this.frame === 0) totalsView(this.reportOf(scenario, 0, { workload, isSettled: false }), partId(this.place, 0));
  }

  private fields(): Adjustable[] {
    const { scenario } = this.engine;
    return [
      ...scenario.workloads.flatMap((workload) => workloadAdjustables(scenario, workload)),
      ...scenario.designs.flatMap((_, design) => serviceAdjustables(scenario, design).flatMap(({ fields }) => fields)),
    ];
  }

  /** A number that the reader gave. CPU is given as a share: it moves with the duration. */
  private take(at: string, value: number): void {
    const [, index = '', name] = at.split('.');
    const workload = this.engine.scenario.workloads[Number(index)];
    if (workload !== undefined && at.startsWith('workloads.')) {
      const cpuAt = `${workload.at}.cpuMs`;
      const durationMs =
        name === 'durationMs' ? value : (this.own.get(`${workload.at}.durationMs`) ?? workload.durationMs);
      const share = name === 'cpuMs' ? value : this.cpuShareOf(workload);
      const isShareTheirs = workload.cpuMs !== undefined || this.own.has(cpuAt);
      if (name === 'cpuMs' || (name === 'durationMs' && isShareTheirs)) {
        this.own.set(cpuAt, rounded((durationMs * share) / FULL_SHARE));
      }
    }
    if (name !== 'cpuMs' || !at.startsWith('workloads.')) this.own.set(at, value);
    this.plan();
  }

  private cpuShareOf({ at, durationMs, cpuMs }: Workload): number {
    const duration = this.own.get(`${at}.durationMs`) ?? durationMs;
    return ((this.own.get(`${at}.cpuMs`) ?? cpuMs ?? duration) / duration) * FULL_SHARE;
  }

  private showFields(): void {
    for (const control of this.bind()) {
      const { at, value } = control.field;
      const workload = this.engine.scenario.workloads.find((candidate) => at === `${candidate.at}.cpuMs`);
      const shown =
        workload === undefined ? (this.own.get(at) ?? value) : Number(this.cpuShareOf(workload).toPrecision(6));
      control.show(shown);
    }
  }

  /** At most one step a frame; what is slow follows when the steps have ended. */
  private plan(): void {
    this.sayState('working');
    this.slow?.abort();
    clearTimeout(this.settling);
    if (this.frame === 0) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.update(false);
      });
    }
    this.settling = setTimeout(() => {
      this.update(true);
      this.engine.onChange();
    }, SETTLED_MS);
  }

  private update(isSettled: boolean): void {
    const id = partId(this.place);
    try {
      const scenario = withChanges(this.engine.scenario, this.own);
      const reports = this.workloadsOf(scenario).map((workload, index) =>
        this.reportOf(scenario, index, { workload, isSettled }),
      );
      reports.forEach((report, index) => {
        const workloadId = partId(this.place, index);
        fill(workloadId, totalsView(report, workloadId, widthOf(`${workloadId}-bars`)));
        if (isSettled) fill(workloadId, billsView(report, workloadId));
      });
      this.sayProblem('');
      if (!isSettled) return;
      fill(id, scenarioView(joined(reports), id));
      this.sayChanges();
      this.showSlowly(scenario);
    } catch (error) {
      if (!(error instanceof EstimatorError)) throw error;
      this.sayProblem(`${error.message}. ${error.hint}`);
    }
  }

  private showSlowly(scenario: Scenario): void {
    const slow = new AbortController();
    this.slow = slow;
    void showSlowViews(scenario, this.engine.book, { place: this.place, signal: slow.signal }).then(() => {
      if (!slow.signal.aborted) this.sayState('settled');
    });
  }

  /** For whoever wants to know whether all numbers on the page belong together. */
  private sayState(state: 'settled' | 'working'): void {
    document.documentElement.dataset.state = state;
  }

  private workloadsOf({ workloads }: Scenario): readonly (Workload | null)[] {
    return workloads.length === 0 ? [null] : workloads;
  }

  /** The report of one workload, from memory where nothing that concerns it has changed. */
  private reportOf(
    scenario: Scenario,
    index: number,
    { workload, isSettled }: { workload: Workload | null; isSettled: boolean },
  ): ScenarioReport {
    const isMix = (workload?.parts.length ?? 0) > 0;
    const concerned = [...this.own].filter(
      ([at]) => isMix || !at.startsWith('workloads.') || at.startsWith(`workloads.${index}.`),
    );
    const key = JSON.stringify(concerned);
    const known = this.known.get(index);
    if (known?.key === key && (known.isWhole || !isSettled)) return known.report;
    const report = (isSettled ? workloadReport : workloadTotals)(scenario, workload, this.engine.book);
    this.known.set(index, { key, report, isWhole: isSettled });
    return report;
  }

  private sayProblem(problem: string): void {
    const place = document.getElementById(`${partId(this.place)}-error`);
    if (place !== null && place.textContent !== problem) place.textContent = problem;
  }

  private sayChanges(): void {
    const place = document.getElementById(`${partId(this.place)}-changed`);
    if (place === null) return;
    place.hidden = this.own.size === 0;
    place.textContent = `Changed on this page: ${[...this.own].map(([at, value]) => `${at} ${value}`).join(', ')}.`;
  }

  private isNarrow(): boolean {
    return widthOf(`${partId(this.place, 0)}-bars`) < 700;
  }
}

function whenIdle(work: () => void): void {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work);
  else setTimeout(work, 200);
}

/** CPU time with six digits: a share of a duration has no more. */
function rounded(ms: number): number {
  return Math.max(0.001, Number(ms.toPrecision(6)));
}
