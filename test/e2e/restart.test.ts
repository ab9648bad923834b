import { describe, expect, it } from 'vitest';
import type { Order } from '../../src/contract/model/order.ts';
import type { Position } from '../../src/contract/model/position.ts';
import type { Run } from '../../src/contract/model/run.ts';
import type { SettingsRecord } from '../../src/contract/model/settings.ts';
import { hasBrowser } from './browser.ts';
import { choose, fillIn, lastOf, legend, panel, rows, send, waitForText } from './desk-parts.ts';
import { useWorkstation } from './workstation.ts';

describe.runIf(hasBrowser)('a workstation that is started again', () => {
  const desk = useWorkstation();
  const orders = (): Promise<readonly Order[]> => desk.ask<Order[]>('GET', '/orders');
  const positions = async (): Promise<readonly unknown[]> => (await desk.ask<Position[]>('GET', '/positions')).map(({ instrumentId, quantity, averagePrice, realisedPnl }) => ({ instrumentId, quantity, averagePrice, realisedPnl }));
  const runs = (): Promise<readonly Run[]> => desk.ask<Run[]>('GET', '/backtests');
  /** What may not be lost, as programs read it. */
  const facts = async () => ({
    orders: (await orders()).map(({ orderId, status, quantity, limitPrice, filledQuantity }) => ({ orderId, status, quantity, limitPrice, filledQuantity })),
    positions: await positions(),
    runs: (await runs()).map(({ runId, status, resultHash }) => ({ runId, status, resultHash })),
    speed: (await desk.ask<{ speed: number }>('GET', '/tape/status')).speed,
  });
  const tabsBeside = (title: string): Promise<string[]> => {
    const page = desk.page();
    return page.getByRole('tablist').filter({ has: page.getByRole('tab', { name: title, exact: true }) }).getByRole('tab').allInnerTexts();
  };
  const importBars = async (): Promise<void> => {
    const csv = waveAsCsv();
    const { uploadId } = await desk.ask<{ uploadId: string }>('POST', '/data/imports', { name: 'wave.csv', size: csv.length });
    await desk.ask('POST', `/data/imports/${uploadId}/chunks`, { offset: 0, data: csv.toString('base64') });
    await desk.ask('POST', `/data/imports/${uploadId}/commit`, { symbol: 'WAVE', timeframe: '1d' });
  };
  const storedDesk = async (): Promise<string> => (await desk.ask<{ layout: string }>('GET', '/layouts/desk')).layout;

  it('works: a panel is moved, an indicator added, a position taken, an order left, a strategy tested', async () => {
    const page = desk.page();
    await choose(page, 'VOLT');
    await panel(page, 'Chart').getByRole('button', { name: '15m', exact: true }).click();
    await page.getByRole('img', { name: /^Candles of VOLT, 15m, since/ }).waitFor();
    await panel(page, 'Chart').getByRole('button', { name: /Indicators/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Add an indicator' });
    await dialog.getByRole('combobox', { name: 'Find an indicator' }).fill('rsi');
    await dialog.getByRole('option', { name: /^RSI/ }).click();
    await dialog.getByRole('button', { name: 'Add to chart' }).click();
    await waitForText(legend(page), /RSI 14/);

    await fillIn(page, { type: 'Market', side: 'Buy', quantity: '10' });
    await send(page);
    await waitForText(rows(page, 'Positions').first(), /VOLT\s+\+10/);
    await fillIn(page, { type: 'Limit', side: 'Buy', quantity: '20', limit: ((await lastOf(page, 'VOLT')) * 0.95).toFixed(2) });
    await send(page);
    await waitForText(panel(page, 'Orders'), /Working/);

    expect(await tabsBeside('Positions'), 'before it is moved').not.toContain('Orders');
    await page.getByRole('tab', { name: 'Orders', exact: true }).dragTo(page.getByRole('tab', { name: 'Positions', exact: true }));
    await expect.poll(() => tabsBeside('Positions')).toContain('Orders');

    await desk.ask('POST', '/tape/speed', { speed: 2 });
    const { version } = await desk.ask<SettingsRecord>('GET', '/settings');
    await desk.ask('POST', '/settings', { version, changes: { theme: 'light', density: 'roomy' } });
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('light');
    await importBars();
    const run = await desk.ask<Run>('POST', '/backtests', { series: [{ instrumentId: 'FILE:WAVE', timeframe: '1d' }], strategy: 'sma-cross' });
    await expect.poll(async () => (await runs()).find((one) => one.runId === run.runId)?.status).toBe('done');
    await expect.poll(() => storedDesk()).toContain('"timeframe":"15m"');
    await expect.poll(async () => (await desk.ask<{ layout: string }>('GET', '/layouts/trade')).layout).toMatch(/"views":\[[^\]]*"positions"[^\]]*"orders"|"views":\[[^\]]*"orders"[^\]]*"positions"/);
  });

  it.each([
    ['closed and started again', () => desk.restart()],
    ['killed while it works and started again', () => desk.killAndStart()],
  ])('%s, everything is there', async (_name, startAgain) => {
    await expect.poll(storedDesk).toContain('rsi');
    const before = await facts();
    const stored = await storedDesk();
    const page = await startAgain();
    await page.getByRole('img', { name: /^Candles of VOLT, 15m, since/ }).waitFor();
    await waitForText(legend(page), /EMA 9[^]*EMA 21[^]*RSI 14/);
    await expect.poll(() => tabsBeside('Positions'), { message: 'the panel stands where it was moved' }).toContain('Orders');
    await expect.poll(async () => [await page.locator('html').getAttribute('data-theme'), await page.locator('html').getAttribute('data-density')]).toEqual(['light', 'roomy']);
    await page.getByRole('tab', { name: 'Positions', exact: true }).click();
    await waitForText(rows(page, 'Positions').first(), /VOLT\s+\+10/);
    await page.getByRole('tab', { name: 'Orders', exact: true }).click();
    await waitForText(panel(page, 'Orders'), /Working[^]*Filled/);
    await expect.poll(facts, { message: 'recovery compares with the venue' }).toEqual(before);
    expect(await storedDesk()).toBe(stored);
  });

  it('keeps what was changed right before a kill', async () => {
    const before = desk.page();
    await legend(before).getByRole('button', { name: 'Remove RSI 14' }).click();
    await expect.poll(storedDesk).not.toContain('rsi');
    await fillIn(before, { type: 'Limit', side: 'Buy', quantity: '5', limit: ((await lastOf(before, 'VOLT')) * 0.94).toFixed(2) });
    await send(before);
    await expect.poll(async () => (await orders()).length).toBe(3);
    const page = await desk.killAndStart();
    await waitForText(legend(page), /EMA 9[^]*EMA 21/);
    expect(await legend(page).innerText()).not.toContain('RSI');
    await expect.poll(async () => (await orders()).map((order) => [order.quantity, order.status])).toEqual([['5', 'working'], ['20', 'working'], ['10', 'filled']]);
    await waitForText(panel(page, 'Orders'), /Working[^]*Working[^]*Filled/);
  });
});

/** A year of days whose price swings, so that averages cross. */
function waveAsCsv(): Buffer {
  const lines = Array.from({ length: 365 }, (_, day) => {
    const price = 100 + 10 * Math.sin(day / 9);
    return [new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10), price, price + 1, price - 1, price + 0.5, 1_000].map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell)).join(',');
  });
  return Buffer.from(`time,open,high,low,close,volume\n${lines.join('\n')}\n`);
}
