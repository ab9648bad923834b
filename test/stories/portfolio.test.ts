import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InstrumentId } from '../../src/contract/model/instrument.ts';
import type { OrderRequest } from '../../src/contract/model/order.ts';
import type { PortfolioSnapshot } from '../../src/contract/model/portfolio.ts';
import { decimalText } from '../../src/contract/model/units.ts';
import { composeWorkstation, type Workstation } from '../../src/main/compose.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
const hourMs = 3_600_000;

const open = async (): Promise<Workstation> => {
  const workstation = await composeWorkstation({ host: 'node', dataDir: join(folder(), 'held'), seed: 7 });
  await workstation.core.tape.pause();
  return workstation;
};

/** Reads the portfolio in the background; `now` gives the newest snapshot once it shows the moment at which the market stands. */
function watch({ core }: Workstation) {
  const controller = new AbortController();
  let last: PortfolioSnapshot | null = null;
  const reading = (async () => {
    for await (const snapshot of core.portfolio.watch(controller.signal)) last = snapshot;
  })();
  return {
    async now(): Promise<PortfolioSnapshot> {
      const settled = (): boolean => last !== null && JSON.stringify(last.accounts.map((one) => one.equity)) === JSON.stringify(core.trading.accounts().map((one) => one.equity))
        && last.positions.length === core.trading.positions().length && last.positions.every((one) => one.dayPnl !== null);
      await expect.poll(settled).toBe(true);
      return last as unknown as PortfolioSnapshot;
    },
    stop: () => (controller.abort(), reading),
  };
}

const buy = (instrumentId: InstrumentId, quantity: string): OrderRequest => ({ instrumentId, side: 'buy', type: 'market', quantity: decimalText(quantity), timeInForce: 'day' });
const sum = (values: readonly (number | null)[]): number => values.reduce((total: number, value) => total + (value ?? Number.NaN), 0);

describe('what is held over a night', () => {
  it('has gained in the day what its price has since the close before, and on its first day since it was bought', async () => {
    let workstation = await open();
    const { market, trading, tape } = workstation.core;
    const share = market.instruments().find((one) => one.calendar === 'sim-equity')?.id as InstrumentId;
    const coin = market.instruments().find((one) => one.calendar === 'always')?.id as InstrumentId;
    let held = watch(workstation);
    for (const [id, quantity] of [[share, '10'], [coin, '1']] as const) {
      await trading.place(buy(id, quantity));
      await tape.step('minute');
    }
    expect(trading.positions().map((one) => [one.instrumentId, one.quantity])).toEqual([[share, '10'], [coin, '1']]);

    const first = await held.now();
    expect(first.accounts).toMatchObject(trading.accounts());
    expect(first.positions).toMatchObject(trading.positions());
    const [account] = first.accounts;
    expect(account?.dayPnl, 'everything was bought today').toBeCloseTo((account?.equity ?? 0) - 100_000, 8);
    expect(account?.unrealisedPnl).toBeCloseTo(account?.dayPnl ?? 0, 8);

    // Into the next session of the share, in which the coin is in its next day, too.
    while (tape.status().nowMs % (24 * hourMs) >= 15 * hourMs || tape.status().nowMs - first.timeMs < 12 * hourMs) await tape.step('hour');
    while (!market.session(market.requireInstrument(share), tape.status().nowMs).isOpen) await tape.step('hour');
    const expectDay = async ({ accounts, positions }: PortfolioSnapshot, of: Workstation): Promise<void> => {
      const closes = (await of.core.market.tickers([share, coin])).map((one) => one.previousClose ?? Number.NaN);
      const gains = positions.map((one, i) => Number(one.quantity) * ((one.markPrice ?? Number.NaN) - (closes[i] ?? Number.NaN)));
      positions.forEach((one, i) => expect(one.dayPnl, one.instrumentId).toBeCloseTo(gains[i] as number, 8));
      expect(accounts[0]?.dayPnl).toBeCloseTo(sum(gains), 8);
      expect(accounts[0]?.grossExposure).toBeCloseTo(sum(positions.map((one) => one.marketValue)), 8);
    };
    await expectDay(await held.now(), workstation);
    await held.stop();
    expect(market.load, 'nothing is held when nobody looks').toEqual({ watchers: 0, barBuilders: 0 });
    await workstation.dispose();

    workstation = await open();
    held = watch(workstation);
    await expectDay(await held.now(), workstation);
    await held.stop();
    await workstation.dispose();
  });
});
