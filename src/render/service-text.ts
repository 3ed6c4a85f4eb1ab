import type { FieldDescription, ServiceDescription } from '../services/describe-service.js';
import { plainTable } from './plain-table.js';
import { wrap } from './wrap.js';

/** Describes one service: its fields with defaults and limits, its meters, and what is not modelled. */
export function serviceText(service: ServiceDescription, { width }: { readonly width: number }): string {
  const fields = service.fields.map((field) => [field.field, limitsOf(field), field.title]);
  const meters = service.meters.map(({ meter, unit, description }) => [meter, unit, description]);
  return [
    wrap(`${service.serviceName} (${service.id})`, width),
    wrap(service.summary, width),
    `Prices: ${service.pricingUrl}`,
    '',
    plainTable(['field', 'default and limits', 'meaning'], fields, { width }),
    '',
    plainTable(['meter', 'unit', 'what is billed'], meters, { width }),
    '',
    wrap(
      `Not modelled: ${service.notModelled.length === 0 ? 'nothing known' : service.notModelled.join('; ')}.`,
      width,
    ),
  ].join('\n');
}

/** Lists the default, the options and the range of a field, one per line. */
function limitsOf({ unit, default: byDefault, minimum, maximum, options }: FieldDescription): string {
  const inUnit = unit === undefined || unit === 'count' ? '' : ` ${unit}`;
  const limits = [
    byDefault === undefined ? [] : [`default ${byDefault}${inUnit}`],
    options === undefined ? [] : options.map((option) => `· ${option}`),
    minimum === undefined && maximum === undefined ? [] : [range(minimum, maximum, inUnit)],
  ];
  return limits.flat().join('\n');
}

function range(minimum: number | undefined, maximum: number | undefined, unit: string): string {
  if (maximum === undefined) return `${minimum}${unit} or more`;
  return `${minimum ?? 0} to ${maximum}${unit}`;
}
