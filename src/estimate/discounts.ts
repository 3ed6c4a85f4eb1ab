import type { CostLine } from '../model/cost-line.js';
import { type Decimal, ZERO } from '../model/decimal.js';
import { percentText } from '../model/number-text.js';
import { listCost, quantity } from '../model/quantity.js';
import type { Discounts } from '../scenario/scenario.js';

/**
 * Adds negotiated discounts as Credits: one for each service, meter and rate, on the quantity left after the free tier. List
 * costs are unchanged.
 *
 * @param discounts percent off by service id; `all` for the others
 */
export function applyDiscounts(lines: readonly CostLine[], discounts: Discounts): CostLine[] {
  if (discounts.size === 0) return [...lines];
  return [...groupByRate(lines).values()].flatMap((group) => {
    const [line] = group;
    // A general discount of AWS does not apply to what AWS does not sell.
    const general = line.ownUsdPerUnit === undefined ? discounts.get('all') : undefined;
    const percent = discounts.get(line.service) ?? general ?? ZERO;
    const net = group.reduce((total, { pricingQuantity }) => total.plus(pricingQuantity.amount), ZERO);
    return percent.isZero() || net.isZero() ? group : [...group, discountLine(line, net, percent)];
  });
}

function groupByRate(lines: readonly CostLine[]): Map<string, [CostLine, ...CostLine[]]> {
  const groups = new Map<string, [CostLine, ...CostLine[]]>();
  for (const line of lines) {
    const key = `${line.name} ${line.offer}.${line.meter} ${line.listUnitPrice.usdPerUnit}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  return groups;
}

function discountLine(line: CostLine, net: Decimal, percent: Decimal): CostLine {
  const used = quantity(net.neg(), line.pricingQuantity.unit);
  const off = { usdPerUnit: line.listUnitPrice.usdPerUnit.times(percent).div(100), unit: used.unit };
  return {
    ...line,
    description: `Discount ${percentText(percent)}: ${line.description}`,
    pricingQuantity: used,
    chargeCategory: 'Credit',
    listUnitPrice: off,
    listCost: listCost(used, off),
    discountPercent: percent,
    derivation: `${percentText(percent)} off ${net} ${used.unit}`,
  };
}
