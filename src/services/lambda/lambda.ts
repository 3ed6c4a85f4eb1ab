import { Amount } from '../../model/amount.js';
import type { Month } from '../../model/month.js';
import { isUsed } from '../meter-table.js';
import { defineService, type MeteredLine } from '../service.js';
import { LAMBDA_EXTRA_METERS, meterExtras } from './lambda-extras.js';
import { ARCHITECTURES, FREE_STORAGE_MB, type LambdaFunction, lambdaInput } from './lambda-input.js';
import { type Invocations, simulateLambda } from './lambda-simulation.js';

/** AWS's pricing page words, by meter. */
const DESCRIPTIONS = {
  requests: 'Requests',
  duration: 'Duration',
  'ephemeral-storage': 'Ephemeral storage',
  'provisioned-concurrency': 'Provisioned concurrency',
  'provisioned-duration': 'Duration under provisioned concurrency',
};
type LambdaMeter = keyof typeof DESCRIPTIONS;

/** AWS Lambda on demand and with provisioned concurrency. Not modelled: see `notModelled`. */
export const lambda = defineService({
  id: 'lambda',
  serviceName: 'AWS Lambda',
  pricingUrl: 'https://aws.amazon.com/lambda/pricing/',
  summary: 'Functions, billed per request and per GB-second to the millisecond.',
  notModelled: [
    'Lambda@Edge (`lambda-edge`)',
    'Managed Instances (`lambda-managed-instances`)',
    'MicroVMs',
    'the free tier under a Savings Plan',
  ],
  meters: [
    ...ARCHITECTURES.flatMap((architecture) =>
      (Object.keys(DESCRIPTIONS) as LambdaMeter[]).map((meter) => ({
        offer: 'lambda',
        meter: `${meter}-${architecture}`,
        unit: meter === 'requests' ? ('Requests' as const) : ('GB-Seconds' as const),
        description: `${DESCRIPTIONS[meter]} (${architecture})`,
      })),
    ),
    ...LAMBDA_EXTRA_METERS,
  ],
  input: lambdaInput,
  simulate: simulateLambda,
  meter,
});

function meter(service: LambdaFunction, used: Invocations, month: Month): MeteredLine[] {
  const { requests, provisionedRequests, coldStarts, durationMs, initMs } = used;
  const memoryMb = service.memoryMb.as('MB');
  const storageMb = service.ephemeralStorageMb.as('MB').minus(Amount.of(FREE_STORAGE_MB, 'MB'));
  const isProvisioned = isUsed(used.provisionedSeconds);
  const warm = requests.minus(provisionedRequests).minus(coldStarts);
  const warmMs = durationMs.ceil();
  // Rounded up once per invocation, over INIT and duration together.
  const coldMs = durationMs.plus(initMs).ceil();
  const onDemandMs = warm.times(warmMs).plus(coldStarts.times(coldMs));
  const provisionedMs = provisionedRequests.times(warmMs);
  const isOnDemand = !isProvisioned || isUsed(onDemandMs);
  return [
    line(service, 'requests', requests),
    ...(isOnDemand ? [line(service, 'duration', gbSeconds(onDemandMs, memoryMb))] : []),
    ...(isProvisioned
      ? [
          line(service, 'provisioned-concurrency', used.provisionedSeconds.times(memoryMb).dividedBy(1024)),
          line(service, 'provisioned-duration', gbSeconds(provisionedMs, memoryMb)),
        ]
      : []),
    ...(isUsed(storageMb)
      ? [line(service, 'ephemeral-storage', gbSeconds(onDemandMs.plus(provisionedMs), storageMb))]
      : []),
    ...meterExtras(service, used.extras, month),
  ];
}

/** GB-Seconds = ms × MB / 1024 / 1000, divided once so that nothing is rounded on the way. */
function gbSeconds(ms: Amount, mb: Amount): Amount {
  return ms.times(mb).dividedBy(1024 * 1000);
}

/** Meters that a Compute Savings Plan covers. https://aws.amazon.com/savingsplans/compute-pricing/ */
const UNDER_SAVINGS_PLAN: readonly LambdaMeter[] = ['duration', 'provisioned-concurrency', 'provisioned-duration'];

function line({ architecture, savingsPlan }: LambdaFunction, meter: LambdaMeter, amount: Amount): MeteredLine {
  const isCommitted = savingsPlan !== 'none' && UNDER_SAVINGS_PLAN.includes(meter);
  return {
    offer: isCommitted ? 'savings-plans' : 'lambda',
    meter: isCommitted ? `${savingsPlan}-lambda-${meter}-${architecture}` : `${meter}-${architecture}`,
    description: `${DESCRIPTIONS[meter]} (${isCommitted ? `${architecture}, Savings Plan` : architecture})`,
    amount,
    unit: meter === 'requests' ? 'Requests' : 'GB-Seconds',
    pricingCategory: isCommitted ? 'Committed' : 'Standard',
  };
}
