import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Fill } from '../../src/contract/model/fill.ts';
import type { Order } from '../../src/contract/model/order.ts';
import type { Account, Position } from '../../src/contract/model/position.ts';
import type { Quote } from '../../src/contract/model/quote.ts';
import type { Settings, SettingsRecord } from '../../src/contract/model/settings.ts';
import { hasBrowser } from './browser.ts';
import { account, arm, armSwitch, candles, choose, drawFrames, fillIn, holdMarket, isArmed, notices, numberIn, panel, rows, send, setSpeed, tape, ticket, waitForChange, waitForText } from './desk-parts.ts';
import { useWorkstation } from './workstation.ts';

describe.runIf(hasBrowser)('trading at the desk', () => {
  const desk = useWorkstation();
  const orders = (): Promise<readonly Order[]> => desk.ask<Order[]>('GET', '/orders');
  const newest = async (): Promise<Order | undefined> => (await orders())[0];
  const quote = (id: string): Promise<Quote> => desk.ask<Quote>('GET', `/market/quotes/${encodeURIComponent(id)}`);
  const order = (text: string | RegExp) => rows(desk.page(), 'Orders').filter({ hasText: text }).first();
  const dismissAll = async (): Promise<void> => {
    const crosses = notices(desk.page()).getByRole('button', { name: 'Dismiss' });
    while ((await crosses.count()) > 0) await crosses.first().click({ timeout: 1_000 }).catch(() => undefined);
  };

  it('does not send a ticket that is not armed', async () => {
    const page = desk.page();
    await choose(page, 'ACME');
    await fillIn(page, { type: 'Market', quantity: '100' });
    await waitForText(ticket(page), 'The risk gate lets it through');
    await ticket(page).getByRole('textbox', { name: 'Qty' }).press('Enter');
    await drawFrames(page, 30);
    expect([await orders(), await isArmed(page)]).toEqual([[], false]);
  });

  it('buys 100 at market: acknowledged, filled, held with live profit and loss, paid in cash', async () => {
    const page = desk.page();
    await fillIn(page, { type: 'Market', quantity: '100' });
    await send(page);
    await waitForText(notices(page), /Bought 100 ACME @ [\d.]+/);
    await waitForText(order('ACME'), /100\s.*Filled/s);
    await expect.poll(() => isArmed(page), { message: 'armed for one order only' }).toBe(false);
    expect(await newest()).toMatchObject({ status: 'filled', side: 'buy', quantity: '100', filledQuantity: '100' });

    const held = rows(page, 'Positions').filter({ hasText: 'ACME' });
    await waitForText(held, /ACME\s+\+100/);
    await waitForChange(() => held.getByRole('cell').nth(4).innerText(), 'profit and loss moves with the price');

    const [[fill], [owned], [paper]] = await Promise.all([desk.ask<Fill[]>('GET', '/fills'), desk.ask<Position[]>('GET', '/positions'), desk.ask<Account[]>('GET', '/accounts')]);
    const cash = Number(paper?.balances[0]?.cash);
    expect(cash).toBeCloseTo(100_000 - 100 * Number(fill?.price) - Number(fill?.commission), 6);
    expect(owned).toMatchObject({ quantity: '100', averagePrice: fill?.price });
    await expect.poll(async () => numberIn(/Cash\s+(\S+)/i.exec(await account(page).innerText())?.[1] ?? null)).toBeCloseTo(cash, 2);
  });

  it('lets arming lapse after half a minute, and at once with Esc or another instrument', async () => {
    const page = await desk.openPage((opened) => opened.clock.install());
    await choose(page, 'ACME');
    await arm(page);
    await page.clock.fastForward(18_000);
    // The page's clock goes on by itself, too, as long as looking takes.
    await waitForText(ticket(page), /Enter sends · (?:\d|1[0-2]) s/);
    await page.clock.fastForward(13_000);
    await expect.poll(() => isArmed(page), { message: 'half a minute is over' }).toBe(false);

    await arm(page);
    await ticket(page).getByRole('textbox', { name: 'Qty' }).press('Escape');
    await expect.poll(() => isArmed(page), { message: 'Esc' }).toBe(false);

    await arm(page);
    await choose(page, 'VOLT');
    await expect.poll(() => isArmed(page), { message: 'another instrument' }).toBe(false);
    await page.close();
    expect(await orders(), 'nothing was sent by all of this').toHaveLength(1);
  });

  describe('a limit order that rests', () => {
    const line = (page: Page) => panel(page, 'Chart').getByText(/▲ BUY LMT\s+100/);

    it('stands on the chart and, with its own size, in the book', async () => {
      const page = desk.page();
      await choose(page, 'ACME');
      await setSpeed(page, 0.25);
      // The market stands still but where the venue has something to do: the order shall stay in sight, and unfilled.
      await holdMarket(page, true);
      const levels = panel(page, 'Depth').getByRole('button', { name: /^[\d,. KM]+ [\d,.]+$/ });
      await levels.nth((await levels.count()) - 3).click();
      await ticket(page).getByRole('button', { name: 'Limit', exact: true, pressed: true }).waitFor();
      const price = await ticket(page).getByRole('textbox', { name: 'Limit' }).inputValue();
      expect(Number(price)).toBeLessThan((await quote('SIM:ACME')).bid ?? 0);
      await fillIn(page, { quantity: '100' });
      await holdMarket(page, false);
      await send(page);
      await waitForText(order('Lmt'), /Working/);
      await holdMarket(page, true);
      const placed = await newest();
      expect([placed?.status, Number(placed?.limitPrice)]).toEqual(['working', Number(price)]);
      await line(page).waitFor();
      await panel(page, 'Depth').getByTitle('Your order').filter({ hasText: '100' }).waitFor();
    });

    const priceOnChart = async (): Promise<number> => Number(await panel(desk.page(), 'Chart').locator('[data-order]').getAttribute('data-price'));

    it('stands there still when another instrument was looked at meanwhile and the zone was changed, and so does the history that was loaded', async () => {
      const page = desk.page();
      const showIn = async (timeDisplay: Settings['timeDisplay']): Promise<void> => {
        const { version } = await desk.ask<SettingsRecord>('GET', '/settings');
        await desk.ask('POST', '/settings', { version, changes: { timeDisplay } });
      };
      const began = async (): Promise<string> => /since (.*)$/.exec((await candles(page).getAttribute('aria-label')) ?? '')?.[1] ?? '';
      await choose(page, 'VOLT');
      const newestPage = await began();
      await candles(page).hover();
      await page.mouse.wheel(0, 600);
      await page.mouse.wheel(0, 600);
      await expect.poll(async () => {
        await page.mouse.wheel(-800, 0);
        return began();
      }, { message: 'older bars are loaded' }).not.toBe(newestPage);
      for (const choice of ['exchange', 'utc'] as const) {
        await showIn(choice);
        await drawFrames(page, 30);
        await expect.poll(async () => ((now) => now !== '' && now < newestPage)(await began()), { message: 'what was in sight is again' }).toBe(true);
      }
      await choose(page, 'ACME');
      await line(page).waitFor();
      for (const choice of ['exchange', 'local'] as const) {
        await showIn(choice);
        await drawFrames(page, 30);
        await line(page).waitFor();
        await panel(page, 'Chart').getByText(/LONG 100/).waitFor();
      }
    });

    it('is not changed by a click, nor by a drag that Esc ends or that is let go beside the prices', async () => {
      const page = desk.page();
      const before = await newest();
      const price = Number(before?.limitPrice);
      const stays = async (): Promise<void> => {
        await drawFrames(page, 30);
        expect(await newest()).toEqual(before);
        expect(await priceOnChart()).toBe(price);
      };
      const takeHold = async (): Promise<{ readonly x: number; readonly y: number }> => {
        // Near the upper edge of the label: the price is at its middle. It comes to rest first: the scale moves with the market.
        await line(page).hover({ position: { x: 20, y: 3 } });
        await page.mouse.down();
        const box = await line(page).boundingBox();
        if (box === null) throw new Error('The line is not in sight.');
        return { x: box.x + 20, y: box.y + 3 };
      };
      const click = await takeHold();
      await page.mouse.move(click.x + 2, click.y + 2);
      await page.mouse.up();
      await stays();

      const stopped = await takeHold();
      await page.mouse.move(stopped.x, stopped.y + 40, { steps: 4 });
      await expect.poll(priceOnChart).toBeLessThan(price);
      await page.keyboard.press('Escape');
      await expect.poll(priceOnChart).toBe(price);
      await page.mouse.up();
      await stays();

      const lost = await takeHold();
      await page.mouse.move(lost.x, lost.y + 40, { steps: 4 });
      await expect.poll(priceOnChart).toBeLessThan(price);
      await page.mouse.move(lost.x, 895, { steps: 4 });
      await page.mouse.up();
      await stays();
    });

    it('is dragged on the chart to another price', async () => {
      const page = desk.page();
      const before = Number((await newest())?.limitPrice);
      await line(page).hover({ position: { x: 20, y: 6 } });
      await page.mouse.down();
      const box = await line(page).boundingBox();
      if (box === null) throw new Error('The line is not in sight.');
      const [x, y] = [box.x + 20, box.y + 6];
      // No further than the test before went: below the prices there is nothing to let go on.
      await page.mouse.move(x, y + 20, { steps: 5 });
      await page.mouse.move(x, y + 40, { steps: 5 });
      await expect.poll(priceOnChart).toBeLessThan(before);
      await page.mouse.up();
      await holdMarket(page, false);
      await expect.poll(async () => Number((await newest())?.limitPrice), { message: 'lower on the screen is cheaper' }).toBeLessThan(before);
      await expect.poll(async () => (await newest())?.pendingChange).toBe(null);
      const { limitPrice, status } = (await newest()) ?? {};
      expect(status).toBe('working');
      await expect.poll(() => panel(page, 'Chart').locator('[data-order]').getAttribute('data-price')).toBe(String(Number(limitPrice)));
      await waitForText(order('Lmt'), String(limitPrice));
    });

    it('is changed in its dialog', async () => {
      const page = desk.page();
      const price = (Number((await newest())?.limitPrice) - 0.5).toFixed(2);
      await order('Lmt').getByRole('button', { name: 'Edit' }).click();
      const dialog = page.getByRole('dialog', { name: /^Change: buy 100 ACME/ });
      await dialog.getByRole('textbox', { name: 'Quantity' }).fill('120');
      await dialog.getByRole('textbox', { name: 'Limit price' }).fill(price);
      await dialog.getByRole('button', { name: 'Change order' }).click();
      await dialog.waitFor({ state: 'detached' });
      await expect.poll(newest).toMatchObject({ status: 'working', quantity: '120', pendingChange: null });
      expect(Number((await newest())?.limitPrice)).toBe(Number(price));
      await waitForText(order('Lmt'), /120[^]*Working/);
    });

    it('is named at the edge of the chart when its price is out of sight', async () => {
      const page = desk.page();
      const price = (Number((await newest())?.limitPrice) * 0.93).toFixed(2);
      await order('Lmt').getByRole('button', { name: 'Edit' }).click();
      const dialog = page.getByRole('dialog', { name: /^Change: buy 120 ACME/ });
      await dialog.getByRole('textbox', { name: 'Limit price' }).fill(price);
      await dialog.getByRole('button', { name: 'Change order' }).click();
      const pill = panel(page, 'Chart').getByRole('list', { name: 'Orders below the prices in sight' });
      await waitForText(pill, `↓ BUY 120 @ ${price}`);
    });

    it('is cancelled', async () => {
      const page = desk.page();
      await order('Lmt').getByRole('button', { name: 'Cancel buy ACME' }).click();
      await waitForText(order('Lmt'), /Cancelled/);
      expect(await newest()).toMatchObject({ status: 'cancelled' });
      await panel(page, 'Chart').getByText(/▲ BUY LMT/).waitFor({ state: 'detached' });
      await panel(page, 'Chart').getByRole('list', { name: /^Orders .* the prices in sight$/ }).waitFor({ state: 'detached' });
      await setSpeed(page, 1);
    });
  });

  it('triggers a stop when its price trades', async () => {
    const page = desk.page();
    await choose(page, 'ACME');
    // Slowly, so that it rests until the crash, however long it takes to send; near enough to be in sight.
    await setSpeed(page, 0.25);
    const stop = Number((((await quote('SIM:ACME')).bid ?? 0) * 0.998).toFixed(2));
    await fillIn(page, { type: 'Stop', side: 'Sell', quantity: '100', stop: stop.toFixed(2) });
    await send(page);
    await waitForText(order('Stop'), /Working/);
    await panel(page, 'Chart').getByText(/▼ SELL STOP\s+100/).waitFor();
    await tape(page).getByRole('button', { name: 'Call trouble on the market' }).click();
    await page.getByRole('menuitem', { name: /^Crash/ }).click();
    await setSpeed(page, 60);
    await waitForText(order('Stop'), /Filled/);
    await setSpeed(page, 1);
    const { averagePrice, filledQuantity } = (await newest()) ?? {};
    expect(filledQuantity).toBe('100');
    expect(Number(averagePrice), 'at market once it traded').toBeLessThanOrEqual(stop);
    await waitForText(panel(page, 'Positions'), 'Nothing is held');
  });

  it('has the limit of the side that is chosen, and says of a stop that it triggers at once', async () => {
    const page = desk.page();
    // Prices that are compared stand still meanwhile.
    await holdMarket(page, true);
    await choose(page, 'VOLT');
    await choose(page, 'ACME');
    await fillIn(page, { type: 'Limit', side: 'Buy' });
    const limit = async (): Promise<number> => Number(await ticket(page).getByRole('textbox', { name: 'Limit' }).inputValue());
    const bought = await limit();
    await fillIn(page, { side: 'Sell' });
    await expect.poll(limit, { message: 'the ask' }).toBeGreaterThan(bought);
    const { bid, ask } = await quote('SIM:ACME');
    await fillIn(page, { type: 'Stop', stop: ((bid ?? 0) * 1.01).toFixed(2) });
    await waitForText(ticket(page), /Triggers at once: the market is at [\d.]+\. A stop to sell belongs below it\./);
    await fillIn(page, { side: 'Buy', stop: ((ask ?? 0) * 0.99).toFixed(2) });
    await waitForText(ticket(page), /A stop to buy belongs above it\./);
    await fillIn(page, { stop: ((ask ?? 0) * 1.02).toFixed(2) });
    await ticket(page).getByText('Triggers at once').waitFor({ state: 'detached' });
    await holdMarket(page, false);
  });

  it('stands on the ticket as it was left, while another workspace is looked at', async () => {
    const page = desk.page();
    await choose(page, 'ACME');
    const limit = ticket(page).getByRole('textbox', { name: 'Limit' });
    await panel(page, 'Depth').getByRole('button', { name: /\d/ }).first().click();
    await expect.poll(() => limit.inputValue()).not.toBe('');
    await fillIn(page, { quantity: '7', limit: '150.00' });
    await page.keyboard.press('Escape');
    await page.keyboard.press('F2');
    await panel(page, 'Setup').waitFor();
    await page.keyboard.press('F1');
    await ticket(page).waitFor();
    // What was brought before does not come back over what was typed since.
    expect([await limit.inputValue(), await ticket(page).getByRole('textbox', { name: 'Qty' }).inputValue(), await isArmed(page)]).toEqual(['150.00', '7', false]);
  });

  it('is armed for one order: arming while its answer is awaited holds for the next', async () => {
    const held = { isHeld: false, frames: [] as (() => void)[] };
    const page = await desk.openPage((opened) => opened.routeWebSocket(/\/api\/v1\/socket/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((frame) => {
        if (String(frame).includes('/orders/place')) held.isHeld = true;
        server.send(frame);
      });
      server.onMessage((frame) => (held.isHeld ? void held.frames.push(() => socket.send(frame)) : socket.send(frame)));
    }));
    await choose(page, 'ACME');
    await fillIn(page, { type: 'Limit', side: 'Buy', quantity: '2', limit: ((((await quote('SIM:ACME')).bid) ?? 0) * 0.93).toFixed(2) });
    await send(page);
    await ticket(page).getByRole('button', { name: 'Sending…' }).waitFor();
    await arm(page);
    held.isHeld = false;
    for (const give of held.frames.splice(0)) give();
    await ticket(page).getByRole('button', { name: /^Send ·/ }).waitFor();
    expect(await isArmed(page)).toBe(true);
    const [order] = await orders();
    expect(order).toMatchObject({ status: 'working', quantity: '2' });
    await desk.ask('POST', `/orders/${order?.orderId}/cancel`, {});
    await page.close();
  });

  it('of which the answer is lost with the connection is not known, and sent again it is the same order', async () => {
    const before = (await orders()).length;
    const page = await desk.openPage(async (opened) => void (await opened.addInitScript(() => {
      const { send: sendFrame } = WebSocket.prototype;
      let isCut = false;
      WebSocket.prototype.send = function (data) {
        sendFrame.call(this, data);
        if (isCut || typeof data !== 'string' || !data.includes('/orders/place')) return;
        isCut = true;
        // What comes after this is not heard any more: the order is on its way, its answer is not.
        this.close();
      };
    })));
    await choose(page, 'ACME');
    await fillIn(page, { type: 'Limit', side: 'Buy', quantity: '3', limit: ((((await quote('SIM:ACME')).bid) ?? 0) * 0.93).toFixed(2) });
    await send(page);
    // The worry goes by itself when the desk has told what became of the order; how soon that is, nobody knows.
    await waitForText(notices(page), /State not known: Buy 3 @ [\d.]+ ACME|State known/);
    expect(await notices(page).innerText()).not.toMatch(/Not sent|Nothing reached/);
    await expect.poll(async () => (await orders()).length, { message: 'it arrived all the same' }).toBe(before + 1);
    await waitForText(notices(page), /State known\s+The order whose answer was lost is \w+\. It was placed once\./);
    expect(await notices(page).innerText()).not.toContain('State not known');
    await waitForText(ticket(page), /This is order \S+ again, nothing new would be placed/);
    await send(page);
    await waitForText(notices(page), /State known: Buy 3 .*It was placed once\./s);
    expect(await orders()).toHaveLength(before + 1);
    await waitForText(rows(page, 'Orders').filter({ hasText: 'Lmt' }).first(), /Working/);
    await rows(page, 'Orders').first().getByRole('button', { name: 'Cancel buy ACME' }).click();
    await expect.poll(newest).toMatchObject({ status: 'cancelled' });
    await page.close();
  });

  it('shows why it is refused without scrolling in a small window', async () => {
    const page = await desk.openPage((opened) => opened.setViewportSize({ width: 1280, height: 720 }));
    await choose(page, 'ACME');
    await fillIn(page, { type: 'Market', side: 'Buy', quantity: '100000' });
    const sentence = ticket(page).getByRole('alert');
    await waitForText(sentence, /but the buying power is/);
    const isSeen = (): Promise<boolean> => sentence.evaluate((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return [top + 2, bottom - 2].every((y) => element.contains(document.elementFromPoint((left + right) / 2, y)));
    });
    await expect.poll(isSeen).toBe(true);
    await page.close();
  });

  describe('is refused with a sentence, and nothing is recorded', () => {
    /** Sends what stands on the ticket, armed, and gives what the window says to it. */
    const refuse = async (sentence: RegExp): Promise<void> => {
      const page = desk.page();
      const before = await orders();
      await waitForText(ticket(page), sentence);
      await arm(page);
      await ticket(page).getByRole('textbox', { name: 'Qty' }).press('Enter');
      await waitForText(notices(page), sentence);
      await waitForText(notices(page), /Not sent: .* Nothing reached the market\./s);
      expect(await orders()).toEqual(before);
      await dismissAll();
    };

    it('a quantity of 0', async () => {
      await choose(desk.page(), 'VOLT');
      await fillIn(desk.page(), { type: 'Market', side: 'Buy', quantity: '0' });
      await refuse(/Quantity is 0; it must be above 0\./);
    });

    it('more than the buying power', async () => {
      await fillIn(desk.page(), { type: 'Market', side: 'Buy', quantity: '9000' });
      await refuse(/The order needs [\d,]+\.\d\d USD but the buying power is [\d,]+\.\d\d USD\./);
    });

    it('a negative price: it cannot even be sent', async () => {
      const page = desk.page();
      const before = await orders();
      await fillIn(page, { type: 'Limit', side: 'Buy', quantity: '10', limit: '-5' });
      await waitForText(ticket(page), 'The limit price is -5; it must be above 0');
      await armSwitch(page).click();
      await expect.poll(() => ticket(page).getByRole('button', { name: /^Send/ }).isDisabled()).toBe(true);
      await ticket(page).getByRole('textbox', { name: 'Limit' }).press('Enter');
      await drawFrames(page, 30);
      expect(await orders()).toEqual(before);
      await armSwitch(page).click();
    });

    it('a symbol that there is not', async () => {
      const page = desk.page();
      const before = await orders();
      await page.keyboard.press('Control+k');
      const palette = page.getByRole('dialog', { name: 'Commands and instruments' });
      await palette.getByRole('combobox').fill('buy 100 ACMX');
      await waitForText(palette.getByRole('alert'), /ACMX/);
      await page.keyboard.press('Enter');
      expect(await orders()).toEqual(before);
      await page.keyboard.press('Escape');
      await palette.waitFor({ state: 'detached' });
    });

    it('a closed market', async () => {
      const page = desk.page();
      await choose(page, 'VOLT');
      while ((await desk.ask<{ nowMs: number }>('GET', '/tape/status')).nowMs % 86_400_000 < 21 * 3_600_000) await desk.ask('POST', '/tape/step', { by: 'hour' });
      await desk.ask('POST', '/tape/play', {});
      await fillIn(page, { type: 'Market', side: 'Buy', quantity: '10' });
      await waitForText(panel(page, 'Chart'), /CLOSED · opens 14:30/);
      await refuse(/The market of SIM:VOLT is closed at 2026-01-05 21:\d\d UTC; it opens at 2026-01-06 14:30 UTC/);
    });

    it.each([[1_280, 720], [1_440, 900]])('with a head over the chart that shows each part whole or not at all, at %i x %i', async (width, height) => {
      const page = desk.page();
      await page.setViewportSize({ width, height });
      for (const symbol of ['VOLT', 'ORBUSD']) {
        await choose(page, symbol);
        await expect.poll(() => page.evaluate(faultsOfHead), { message: symbol }).toEqual([]);
      }
    });
  });
});

/** Which figures over the chart are cut or lie one upon another, and whether the name or the state of the market is not there. */
function faultsOfHead(): string[] {
  const head = [...document.querySelectorAll('header')].find((one) => one.querySelector('[role=meter]') !== null);
  if (head === undefined) return ['There is no head.'];
  const area = head.getBoundingClientRect();
  const words = [...head.querySelectorAll('*')].filter((one) => one.childElementCount === 0 && (one.textContent ?? '').trim() !== '')
    .map((one) => ({ text: one.textContent ?? '', box: one.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && box.top < area.bottom);
  const faults = words.filter(({ box }) => box.right > area.right || box.bottom > area.bottom).map(({ text }) => `${text} is cut`);
  if ((head.textContent ?? '').includes('CLOSED') && !words.some(({ text }) => text.startsWith('CLOSED'))) faults.push('That the market is closed is out of sight');
  for (const [k, { text, box }] of words.entries()) {
    for (const other of words.slice(k + 1)) {
      const isOver = box.left < other.box.right - 1 && other.box.left < box.right - 1 && box.top < other.box.bottom - 3 && other.box.top < box.bottom - 3;
      if (isOver) faults.push(`${text} lies upon ${other.text}`);
    }
  }
  return faults;
}
