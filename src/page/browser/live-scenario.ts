import { EstimatorError } from '../../model/errors.js';
import type { ScenarioReport } from '../../model/report.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { Scenario, Workload } from '../../scenario/scenario.js';
import { serviceAdjustables, workloadAdjustables } from '../adjustable.js';
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
  private readonly controls: FieldControl[] = [];
  /** Report of each workload, with the text of the changes it rests on. */
  private readonly known = new Map<number, { key: string; report: ScenarioReport; isWhole: boolean }>();
  private frame = 0;
  private settling: ReturnType<typeof setTimeout> | undefined;
  private slow: AbortController | undefined;

  constructor(
    readonly place: number,
    private readonly engine: Engine,
  ) {
    const section = document.getElementById(partId(place)) as HTMLElement;
    for (const box of section.querySelectorAll('.field')) this.bind(box);
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

  get changes(): Changes {
    return this.own;
  }

  /** Takes changes from elsewhere, such as the address; those that the scenario does not allow are left out. */
  show(changes: Changes): void {
    const allowed = allowedChanges(this.engine.scenario, changes);
    const isSame = JSON.stringify([...allowed]) === JSON.stringify([...this.own]);
    this.own.clear();
    for (const [at, value] of allowed) this.own.set(at, value);
    this.showFields();
    // As it came, the page shows all of this already; only the bars of a narrow screen are drawn anew.
    if (!isSame) this.plan();
    else if (this.isNarrow()) this.update(false);
    if (isSame) this.sayState('settled');
  }

  private bind(box: Element): void {
    const at = box.getAttribute('data-at') ?? '';
    const { scenario } = this.engine;
    const fields = [
      ...scenario.workloads.flatMap((workload) => workloadAdjustables(scenario, workload)),
      ...scenario.designs.flatMap((_, design) => serviceAdjustables(scenario, design).flatMap(({ fields }) => fields)),
    ];
    const field = fields.find((candidate) => candidate.at === at);
    if (field !== undefined) this.controls.push(new FieldControl(field, box, (value) => this.take(at, value)));
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
    for (const control of this.controls) {
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

/** CPU time with six digits: a share of a duration has no more. */
function rounded(ms: number): number {
  return Math.max(0.001, Number(ms.toPrecision(6)));
}
