import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import type { Order, OrderRequest } from '../../src/contract/model/order.ts';
import { decimalText, epochMs } from '../../src/contract/model/units.ts';
import { composeWorkstation, type Workstation } from '../../src/main/compose.ts';
import { SimMarket } from '../../src/quant/sim-market/index.ts';
import { serve } from './node-host-process.ts';
import { runJson } from './run-tapedeck.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
const orbusd = instrumentId('SIM:ORBUSD');
const order = (terms: Partial<OrderRequest>): OrderRequest => ({ instrumentId: orbusd, side: 'buy', type: 'market', quantity: decimalText('0.1'), timeInForce: 'gtc', ...terms });

/** The last price told before a moment in the market of a seed. */
const lastPrice = (seed: number, nowMs: number): number | undefined =>
  new SimMarket(seed).ticks(orbusd, nowMs - 60_000, nowMs).flatMap((tick) => (tick.kind === 'trade' ? [tick.price] : [])).at(-1);

const priceIn = async ({ core }: Workstation): Promise<number | null | undefined> => {
  await core.tape.step('minute');
  return core.market.quote(orbusd)?.last;
};

describe('a market that was begun with a seed', () => {
  it('is the same at every later start and for every command, and no other is let in', async () => {
    const dataDir = join(folder(), 'seven');
    const first = await composeWorkstation({ host: 'node', dataDir, seed: 7 });
    const { trading } = first.core;
    const bought = await trading.place(order({}));
    // Above the market of seed 7, and so far below that of seed 1 that it would be filled there at once.
    const resting = await trading.place(order({ side: 'sell', type: 'limit', limitPrice: decimalText('40000') }));
    expect(await priceIn(first)).toBe(lastPrice(7, first.core.tape.status().nowMs));
    expect([trading.get(bought.orderId).status, trading.get(resting.orderId).status]).toEqual(['filled', 'working']);
    await first.dispose();

    const again = await composeWorkstation({ host: 'cli', dataDir });
    expect(await priceIn(again)).toBe(lastPrice(7, again.core.tape.status().nowMs));
    expect(again.core.trading.get(resting.orderId)).toMatchObject({ status: 'working', filledQuantity: '0' });
    const stoodAtMs = epochMs(again.core.tape.status().nowMs);
    await again.dispose();
    expect(lastPrice(1, stoodAtMs)).toBeGreaterThan(100_000);

    const { stderr, ended } = serve({ dataFolder: dataDir, args: ['--seed', '1'] });
    expect((await ended).code).toBe(2);
    expect(stderr()).toBe(`The data folder ${dataDir} belongs to the simulated market of seed 7, not 1: leave out --seed, or choose another --data-dir for that market.\n`);
    expect(await runJson<Order>(['orders', 'get', resting.orderId], dataDir)).toMatchObject({ status: 'working', filledQuantity: '0' });
  });
});
