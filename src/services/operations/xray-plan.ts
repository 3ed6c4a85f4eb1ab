import { recordedRequests } from '../../simulate/trace-sampling.js';
import { billedRows, plannedField } from '../planned-units.js';
import type { InputOf, PlanContext, ServicePlan } from '../service-plan.js';
import type { xray } from './xray.js';

type Tracing = InputOf<typeof xray>;

/** Share from which on another request adds more to what is recorded than floats are off. */
const LEAST_RISING_RATE = 0.001;

/** X-Ray: traces recorded under the sampling rule, retrieved, scanned, read by Insights. */
export const xrayPlan: ServicePlan<Tracing> = (tracing, context) => {
  const recorded = plannedRecorded(tracing, context);
  const [retrieved, scanned] = ['tracesRetrieved', 'tracesScanned'].map((name) => plannedField(context, name));
  const zero = context.formulas.constant(0);
  return { quantities: billedRows([recorded, retrieved ?? zero, scanned ?? zero, tracing.insights ? recorded : zero]) };
};

function plannedRecorded({ reservoirPerSecond, samplingRate }: Tracing, context: PlanContext) {
  const { formulas, field, month, traffic } = context;
  const given = field('tracesRecorded');
  if (given !== undefined || traffic === null) return given ?? formulas.constant(0);
  const rule = { reservoirPerSecond, samplingRate };
  const call = {
    name: `recorded ${JSON.stringify(rule)} within ${month.seconds} s`,
    compute: (requests = 0) => recordedRequests([{ requests, seconds: month.seconds }], rule),
    isRising: samplingRate >= LEAST_RISING_RATE,
  };
  return formulas.floats.call(call, [traffic.requests]);
}
