import type { Decimal } from '../../model/decimal.js';
import type { Month } from '../../model/month.js';
import { quantity } from '../../model/quantity.js';
import { defineNumericService, type NumericLine } from '../numeric-service.js';
import { LAMBDA_EXTRA_METERS, meterExtras } from './lambda-extras.js';
import { ARCHITECTURES, FREE_STORAGE_MB, type LambdaInput, lambdaInput } from './lambda-input.js';
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
export const lambda = defineNumericService({
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

function meter(service: LambdaInput, used: Invocations, month: Month): NumericLine[] {
  const { memoryMb, ephemeralStorageMb } = service;
  const isProvisioned = !used.provisionedSeconds.isZero();
  const warm = used.requests.minus(used.provisionedRequests).minus(used.coldStarts);
  // Rounded up once per invocation, over INIT and duration together.
  const warmMs = used.durationMs.ceil();
  const coldMs = used.durationMs.plus(used.initMs).ceil();
  const onDemandMs = warm.times(warmMs).plus(used.coldStarts.times(coldMs));
  const provisionedMs = used.provisionedRequests.times(warmMs);
  const lines = [line(service, 'requests', used.requests, 'one per invocation')];
  if (!isProvisioned || !onDemandMs.isZero()) {
    const cold = used.coldStarts.isZero() ? '' : ` + ${used.coldStarts} cold starts × ${coldMs} ms`;
    lines.push(gbSeconds(service, 'duration', { ms: onDemandMs, mb: memoryMb }, `${warm} × ${warmMs} ms${cold}`));
  }
  if (isProvisioned) {
    lines.push(
      provisionedLine(service, used.provisionedSeconds),
      gbSeconds(
        service,
        'provisioned-duration',
        { ms: provisionedMs, mb: memoryMb },
        `${used.provisionedRequests} × ${warmMs} ms`,
      ),
    );
  }
  if (ephemeralStorageMb > FREE_STORAGE_MB) {
    const ms = onDemandMs.plus(provisionedMs);
    lines.push(gbSeconds(service, 'ephemeral-storage', { ms, mb: ephemeralStorageMb - FREE_STORAGE_MB }, `${ms} ms`));
  }
  return [...lines, ...meterExtras(service, used.extras, month)];
}

/** Billed while enabled, used or not. */
function provisionedLine(service: LambdaInput, seconds: Decimal): NumericLine {
  const { memoryMb } = service;
  const steps = `${seconds} concurrency-seconds (whole 5 minutes) × ${memoryMb} MB / 1024`;
  return line(service, 'provisioned-concurrency', seconds.times(memoryMb).div(1024), steps);
}

/** GB-Seconds = ms × MB / 1024 / 1000, divided once so that nothing is rounded on the way. */
function gbSeconds(
  service: LambdaInput,
  meter: LambdaMeter,
  of: { ms: Decimal; mb: number },
  steps: string,
): NumericLine {
  return line(service, meter, of.ms.times(of.mb).div(1024 * 1000), `(${steps}) × ${of.mb} MB / 1024 / 1000`);
}

/** Meters that a Compute Savings Plan covers. https://aws.amazon.com/savingsplans/compute-pricing/ */
const UNDER_SAVINGS_PLAN: readonly LambdaMeter[] = ['duration', 'provisioned-concurrency', 'provisioned-duration'];

function line(service: LambdaInput, meter: LambdaMeter, amount: Decimal, derivation: string): NumericLine {
  const { architecture, savingsPlan } = service;
  const committed = savingsPlan !== 'none' && UNDER_SAVINGS_PLAN.includes(meter);
  return {
    offer: committed ? 'savings-plans' : 'lambda',
    meter: committed ? `${savingsPlan}-lambda-${meter}-${architecture}` : `${meter}-${architecture}`,
    description: `${DESCRIPTIONS[meter]} (${committed ? `${architecture}, Savings Plan` : architecture})`,
    pricingQuantity: quantity(amount, meter === 'requests' ? 'Requests' : 'GB-Seconds'),
    pricingCategory: committed ? 'Committed' : 'Standard',
    derivation,
  };
}
