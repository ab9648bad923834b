import { describe, expect, it } from 'vitest';
import type { Order } from '../../src/contract/model/order.ts';
import { hasBrowser } from './browser.ts';
import { arm, armSwitch, choose, fillIn, isArmed, lastOf, notices, panel, rows, send, ticket, waitForText } from './desk-parts.ts';
import { useWorkstation } from './workstation.ts';

describe.runIf(hasBrowser)('the kill switch', () => {
  const desk = useWorkstation();
  const orders = (): Promise<readonly Order[]> => desk.ask<Order[]>('GET', '/orders');
  const rest = async (count: number): Promise<void> => {
    const page = desk.page();
    for (let index = 0; index < count; index++) {
      const before = (await orders()).length;
      await fillIn(page, { type: 'Limit', side: 'Buy', quantity: '10', limit: ((await lastOf(page, 'ACME')) * (0.97 - index / 100)).toFixed(2) });
      await send(page);
      await expect.poll(async () => (await orders()).map((order) => order.status).slice(0, (await orders()).length - before)).toEqual(['working']);
    }
  };

  it.each([
    ['its button', () => desk.page().getByRole('banner').getByRole('button', { name: /^KILL/ }).click()],
    ['Ctrl Shift K, also while a field is being typed in', () => ticket(desk.page()).getByRole('textbox', { name: 'Qty' }).press('Control+Shift+K')],
  ])('%s cancels every open order, locks the ticket and stays in sight until trading is resumed', async (_name, kill) => {
    const page = desk.page();
    await choose(page, 'ACME');
    await rest(6);
    await arm(page);
    await kill();
    await waitForText(notices(page), 'Trading is stopped');
    await expect.poll(async () => (await orders()).filter((order) => order.status === 'working')).toEqual([]);
    expect((await orders()).slice(0, 6).map((order) => order.status)).toEqual(Array(6).fill('cancelled'));
    await waitForText(notices(page), '6 orders cancelled');
    await waitForText(ticket(page), 'Trading is stopped');
    await expect.poll(async () => [await isArmed(page), await armSwitch(page).isDisabled()]).toEqual([false, true]);
    await page.keyboard.press('Alt+a');
    await ticket(page).getByRole('textbox', { name: 'Qty' }).press('Enter');
    // Passing notices of the cancelled orders go by themselves; this one does not.
    await expect.poll(() => notices(page).getByRole('button', { name: 'Dismiss' }).count()).toBe(1);
    await waitForText(notices(page), 'Trading is stopped');
    const count = (await orders()).length;
    expect(await desk.tryAsk('POST', '/orders', { instrumentId: 'SIM:ACME', side: 'buy', type: 'market', quantity: '1' })).toMatchObject({ status: 422, body: { code: 'REFUSED' } });
    expect(await orders(), 'nothing was let through').toHaveLength(count);

    await page.reload();
    await waitForText(notices(page), 'Trading is stopped');
    await choose(page, 'ACME');
    await notices(page).getByRole('button', { name: 'Resume trading' }).click();
    await expect.poll(() => armSwitch(page).isDisabled()).toBe(false);
    await rest(1);
    await rows(page, 'Orders').filter({ hasText: 'Working' }).getByRole('button', { name: 'Cancel buy ACME' }).click();
    await waitForText(panel(page, 'Orders'), /Cancelled/);
  });
});
