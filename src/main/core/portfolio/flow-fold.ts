import type { Fill } from '../../../contract/model/fill.ts';
import { decimal, toExactText, zero, type Decimal } from '../kernel/index.ts';
import type { Fold, LedgerEvent } from '../ledger/index.ts';

/** What the fills of a quarter of an hour changed: signed quantity, and cash net of commission. Exact decimals as text. */
export type Flow = { readonly fromMs: number; readonly quantity: string; readonly cash: string };

/** Flows of the last days by account and instrument, ascending. */
export type FlowState = { readonly accounts: Record<string, Record<string, Flow[]>> };

/** Sessions all over the world begin at a quarter of an hour. */
const bucketMs = 900_000;

/** Longer than a market is ever closed, so that the last session is always among them. */
export const flowsKeptMs = 15 * 86_400_000;

/** When fills happened, summed up so that it takes bounded memory: what a day changed is the sum of its flows. */
export const flowFold: Fold<FlowState, LedgerEvent> = {
  name: 'flows',
  version: 1,
  initial: () => ({ accounts: {} }),
  apply(state, event) {
    if (event.type === 'orderFilled') addFill(state, event.body);
    return state;
  },
};

function addFill(state: FlowState, fill: Fill): void {
  const flows = ((state.accounts[fill.accountId] ??= {})[fill.instrumentId] ??= []);
  const fromMs = Math.floor(fill.timeMs / bucketMs) * bucketMs;
  // Nearly always the last one; a fill that was missed and recovered may belong before others.
  const at = flows.findLastIndex((flow) => flow.fromMs <= fromMs);
  const before = flows[at];
  if (before?.fromMs === fromMs) flows[at] = addTo(before, fill);
  else flows.splice(at + 1, 0, addTo({ fromMs, quantity: '0', cash: '0' }, fill));
  const oldestMs = (flows.at(-1)?.fromMs ?? fromMs) - flowsKeptMs;
  const firstKept = flows.findIndex((flow) => flow.fromMs >= oldestMs);
  if (firstKept > 0) flows.splice(0, firstKept);
}

function addTo({ fromMs, quantity, cash }: Flow, { side, ...fill }: Fill): Flow {
  const size = decimal(fill.quantity);
  const value = size.times(decimal(fill.price));
  const received = (side === 'buy' ? value.neg() : value).minus(decimal(fill.commission));
  return { fromMs, quantity: toExactText(decimal(quantity).plus(side === 'buy' ? size : size.neg())), cash: toExactText(decimal(cash).plus(received)) };
}

/** What the fills since a moment changed. */
export function sumFlows(flows: readonly Flow[], sinceMs: number): { readonly quantity: Decimal; readonly cash: Decimal } {
  let [quantity, cash] = [zero, zero];
  for (const flow of flows) {
    if (flow.fromMs < sinceMs) continue;
    quantity = quantity.plus(decimal(flow.quantity));
    cash = cash.plus(decimal(flow.cash));
  }
  return { quantity, cash };
}
