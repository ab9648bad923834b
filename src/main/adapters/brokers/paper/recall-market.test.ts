import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Instrument } from '../../../../contract/model/instrument.ts';
import type { ClientOrderId } from '../../../../contract/model/order.ts';
import { decimalText, epochMs } from '../../../../contract/model/units.ts';
import { SimMarket, simInstruments } from '../../../../quant/sim-market/index.ts';
import type { BrokerOrder } from '../../../core/trading/ports.ts';
import { sendOrder, type PaperOrder } from './paper-order.ts';
import type { PaperTape } from './paper-tape.ts';
import { recallMarket } from './recall-market.ts';
import { ShadowBook } from './shadow-book.ts';

const hourMs = 3_600_000;
const nowMs = epochMs(Date.UTC(2026, 0, 7, 16, 12));

it('hours in which nobody came near the orders are passed over, and nothing is different for it', () => {
  let [asked, askedAll] = [0, 0];
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000 }), fc.constantFrom('ACME', 'VOLT', 'PIPUSD', 'KAIUSD'),
      fc.array(fc.record({ side: fc.constantFrom('buy' as const, 'sell' as const), away: fc.integer({ min: -300, max: 300 }), hoursAgo: fc.integer({ min: 1, max: 60 }) }), { minLength: 1, maxLength: 4 }),
      fc.option(fc.integer({ min: 1, max: 20 })),
      (seed, symbol, wanted, filledHoursAgo) => {
        const simMarket = new SimMarket(seed);
        const instrument = simInstruments().find((one) => one.symbol === symbol) as Instrument;
        const step = Number(instrument.tickSize);
        const recall = (knowsRanges: boolean, count: () => void) => {
          const tape: PaperTape = {
            book: (quote, trade, atMs) => simMarket.bookAfter(quote, trade, atMs),
            newestTicks: (id, beforeMs) => simMarket.newestTicks(id, beforeMs),
            ticks: (id, fromMs, toMs) => (count(), simMarket.ticks(id, fromMs, toMs)),
            ...(knowsRanges ? { hourRange: (id, atMs) => simMarket.hourRange(id, atMs) } : {}),
          };
          const waiting = wanted.map(({ side, away, hoursAgo }, i): { order: PaperOrder; queuedAtMs: number } => {
            const queuedAtMs = nowMs - hoursAgo * hourMs + i;
            const quote = simMarket.newestTicks(instrument.id, queuedAtMs)[0] as { bid: number };
            const limitPrice = decimalText(Math.max(step, quote.bid + away * step).toFixed(5));
            const terms = { clientOrderId: `o-${i}` as ClientOrderId, instrumentId: instrument.id, side, type: 'limit', limitPrice } as unknown as BrokerOrder;
            return { order: sendOrder(terms), queuedAtMs };
          });
          const filledAtMs = nowMs - (filledHoursAgo ?? 0) * hourMs;
          const stood = simMarket.newestTicks(instrument.id, filledAtMs)[0] as { ask: number };
          const fills = filledHoursAgo === null ? [] : [{ side: 'buy' as const, price: decimalText(stood.ask.toFixed(5)), quantity: decimalText('5'), timeMs: epochMs(filledAtMs) }];
          const book = new ShadowBook(tape);
          recallMarket({ id: instrument.id, tape, book, waiting, fills, nowMs });
          return { ahead: waiting.map(({ order }) => order.ahead), quote: book.quote, offers: book.offers('buy', nowMs), taken: [book.taken('buy'), book.taken('sell')] };
        };
        expect(recall(true, () => (asked += 1))).toEqual(recall(false, () => (askedAll += 1)));
      },
    ),
    { numRuns: 15 },
  );
  expect(asked, 'hours looked through').toBeLessThan(askedAll / 2);
});
