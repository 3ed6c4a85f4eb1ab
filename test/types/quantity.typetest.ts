// Checked by `npm run types`, never run: every @ts-expect-error must be an error, or the check fails.
import { exact } from '../../src/model/decimal.js';
import { listCost, quantity, type Rate } from '../../src/model/quantity.js';

declare const perRequest: Rate<'Requests'>;
declare const perGbSecond: Rate<'GB-Seconds'>;

listCost(quantity(exact(3_000_000), 'Requests'), perRequest);
listCost(quantity(exact(6_000), 'GB-Seconds'), perGbSecond);

// @ts-expect-error GB-Seconds cannot be priced per request
listCost(quantity(exact(6_000), 'GB-Seconds'), perRequest);
// @ts-expect-error requests cannot be priced per GB-second
listCost(quantity(exact(1), 'Requests'), perGbSecond);
// @ts-expect-error not a pricing unit
quantity(exact(1), 'GB-Second');
// @ts-expect-error a float never becomes a quantity without exact()
quantity(0.1 + 0.2, 'GB-Seconds');
