import type { OrderOptions } from '../../../../quant/engine/order-options.ts';
import { QuantError } from '../../../../quant/error.ts';
import { nearestName } from '../../../../quant/text/nearest-name.ts';
import { copyObject } from './copy-value.ts';

const known: readonly string[] = [
  'size', 'limit', 'stop', 'trailingStop', 'stopLoss', 'takeProfit', 'trail', 'tif', 'goodTill', 'on', 'group', 'triggers', 'reduceOnly', 'closes',
];

/** Options of an order as plain data, each of them one that orders have; the engine judges what they say. */
export function copyTerms(method: string, options: unknown): OrderOptions {
  if (options === undefined) return {};
  const terms = copyObject(options, `What ${method} was given`);
  checkNames(method, terms, []);
  for (const child of Array.isArray(terms['triggers']) ? terms['triggers'] : []) if (typeof child === 'object' && child !== null) checkNames(`triggers of ${method}`, child as Record<string, unknown>, ['side']);
  return terms as OrderOptions;
}

function checkNames(method: string, terms: Record<string, unknown>, more: readonly string[]): void {
  const names = [...known, ...more];
  for (const name of Object.keys(terms)) {
    if (terms[name] === undefined) delete terms[name];
    else if (!names.includes(name)) {
      const nearest = nearestName(name, names);
      throw new QuantError('ORDER_INVALID', `${method} takes no ${name}; ${nearest === null ? `it takes ${names.join(', ')}.` : `did you mean ${nearest}?`}`);
    }
  }
}
