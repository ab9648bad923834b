import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../golden/shared.ts';
import { hasBrowser } from './browser.ts';
import { storeBars } from './store-bars.ts';
import { useWorkstation } from './workstation.ts';

type Golden = {
  input: string;
  stats: Record<string, number | string>;
  trades: { Size: number; EntryPrice: number; ExitPrice: number; PnL: number; ReturnPct: number; EntryTime: string; ExitTime: string }[];
};
type Run = { runId: string; status: string };

const minutes = (count: number): string => {
  const lines = ['time,open,high,low,close,volume'];
  for (let i = 0; i < count; i++) {
    const price = 100 + 10 * Math.sin(i / 40) + (i % 7) / 10;
    lines.push(`${new Date(Date.UTC(2020, 0, 6) + i * 60_000).toISOString()},${price.toFixed(2)},${(price + 0.5).toFixed(2)},${(price - 0.5).toFixed(2)},${(price + 0.1).toFixed(2)},100`);
  }
  return lines.join('\n');
};

/** A number as the window writes it: thousands with commas, a true minus, an arrow before money. */
const read = (text: string): number => Number(text.replaceAll(',', '').replace('\u2212', '-').replace(/^[▲▼+]+|[% a-z]+$/g, '').replace(/^\+/, ''));

describe.runIf(hasBrowser)('the lab', () => {
  const desk = useWorkstation();
  const lab = () => {
    const page = desk.page();
    return {
      page,
      field: (name: string): Locator => page.getByRole('form', { name: 'Setup' }).getByRole('textbox', { name, exact: true }),
      run: page.getByRole('button', { name: /^Run.* F5$/ }),
      trades: page.getByRole('region', { name: 'Trades of the run' }),
      chosenTrade: page.getByRole('region', { name: 'Trades of the run' }).locator('[aria-selected=true]'),
      figures: page.getByLabel('Figures of the run'),
      runs: page.getByRole('region', { name: 'Runs' }),
      alert: page.getByRole('region', { name: 'Backtest' }).getByRole('alert'),
    };
  };
  const openLab = async (): Promise<void> => {
    await lab().page.getByRole('button', { name: 'Lab F2' }).click();
    await lab().run.waitFor();
  };
  const reload = async (): Promise<void> => {
    await lab().page.reload();
    await openLab();
  };
  const recorded = (): Promise<Run[]> => desk.ask<Run[]>('GET', '/backtests');
  const chooseSeries = async (name: string): Promise<void> => {
    const { page } = lab();
    await page.getByRole('combobox', { name: 'Series' }).click();
    await page.getByRole('option', { name }).click();
  };
  /** Presses F5 and waits until the report of a new run is open. */
  const runToEnd = async (): Promise<void> => {
    const before = new Set((await recorded()).map(({ runId }) => runId));
    // While another run is under way, of this window or of a program, none is started.
    await expect.poll(() => lab().run.isEnabled()).toBe(true);
    await lab().page.keyboard.press('F5');
    await expect.poll(async () => (await recorded()).filter(({ runId, status }) => !before.has(runId) && status === 'done').length).toBe(1);
    await lab().runs.getByRole('row').nth(1).and(lab().page.locator('[aria-selected=true]')).waitFor();
    await lab().figures.waitFor();
  };

  it('tests a simulated instrument before anything was imported, and says how to test bars of one\'s own', async () => {
    const { page, figures } = lab();
    // In one breath, before the lab is loaded: the key is kept until it can be obeyed.
    await page.keyboard.press('F2');
    await page.keyboard.press('F5');
    await figures.getByText('Growth in all').waitFor();
    await page.getByText('No bars of your own are stored yet.').waitFor();
    expect(await recorded()).toHaveLength(1);
    await page.getByRole('img', { name: /^Candles of SIM:\w+, 1d/ }).waitFor();
    await page.getByRole('img', { name: /^Equity from/ }).waitFor();
    await page.getByText(/, held/).waitFor();
    await page.getByRole('button', { name: /^Go to Data/ }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Data F3', exact: true }).getAttribute('aria-current')).toBe('page');
  });

  describe('with bars', () => {
    beforeAll(async () => {
      await storeBars(desk, 'WAVE', '1m', minutes(3_000));
      await reload();
      await chooseSeries('FILE:WAVE 1m');
    }, 60_000);

    it('lists every strategy in its family and sets up the chosen one', async () => {
      const { page, field } = lab();
      const infos = await desk.ask<{ title: string; family: string; params: { title: string }[] }[]>('GET', '/strategies');
      for (const { title, family } of infos) await page.getByRole('region', { name: family }).getByRole('button', { name: title }).first().waitFor();
      await page.getByRole('button', { name: 'Donchian breakout' }).click();
      await expect.poll(() => field('Entry channel').inputValue()).toBe('20');
      await page.getByRole('form', { name: 'Setup' }).getByText('A whole number from 1 to 10,000; 20 unless changed.').waitFor();
    });

    it('never scrolls its setup sideways nor cuts a figure on top', async () => {
      const { page } = lab();
      const cut = (): Promise<string[]> => page.getByLabel('Headline figures').evaluate((list) => [...list.querySelectorAll('dt, dd')].filter((one) => one.scrollWidth > one.clientWidth).map(({ textContent }) => textContent));
      const setup = page.getByRole('form', { name: 'Setup' });
      for (const [width, height] of [[1280, 720], [1440, 900]] as const) {
        await page.setViewportSize({ width, height });
        await expect.poll(() => setup.evaluate((form) => form.scrollWidth - form.clientWidth)).toBe(0);
        await expect.poll(cut, { message: `at ${width}` }).toEqual([]);
      }
    });

    it('says a fault under its field, and starts nothing', async () => {
      const { page, field, alert } = lab();
      await field('Entry channel').fill('2.5');
      await page.getByText('⚠ Entry channel must be a whole number from 1 to 10,000.').waitFor();
      await page.keyboard.press('F5');
      await expect.poll(() => alert.textContent()).toContain('Entry channel must be a whole number');
      expect(await recorded()).toHaveLength(1);
      await field('Entry channel').fill('20');
    });

    it('says what the application refuses, in its words', async () => {
      const { page, field, alert } = lab();
      await field('From').fill('2031-01-01');
      await page.keyboard.press('F5');
      await expect.poll(() => alert.textContent()).toContain('No bars of FILE:WAVE');
      expect(await recorded()).toHaveLength(1);
      await field('From').fill('');
    });

    it('runs with F5, shows figures in words, and keeps the run', async () => {
      const { page, figures, runs, trades } = lab();
      await runToEnd();
      await figures.getByText('Growth in all').waitFor();
      await page.getByLabel('Headline figures').getByText('Worst fall').waitFor();
      await trades.waitFor();
      await expect.poll(() => runs.getByRole('row').count()).toBe(3);
      // Runs are told apart by what they ran on and what they made; one of before midnight has its day, not its minute.
      for (const [row, name] of [[1, 'WAVE 1m donchian-breakout 20/10'], [2, 'ACME 1d sma-cross']] as const) {
        await expect.poll(() => runs.getByRole('row').nth(row).innerText()).toMatch(new RegExp(`${name}[^\\t]*\\t[+\u2212]?[\\d.]+%\\t\\d\\d[:-]\\d\\d`));
      }
      const [run] = await recorded();
      const { metrics } = await desk.ask<{ metrics: { name: string; value: number }[] }>('GET', `/backtests/${run?.runId}/report`);
      const open = metrics.find(({ name }) => name === 'openTrades')?.value ?? 0;
      expect(open, 'this run ends in a trade').toBe(1);
      await page.getByText(/^1 still open: [+\u2212][\d,.]+ in the growth, not in the sum$/).waitFor();
      await page.getByRole('button', { name: 'backtesting.py', exact: true }).click();
      await figures.getByText('Return [%]', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Plain', exact: true }).click();
    });

    it('sorts trades by their result', async () => {
      const { page, trades } = lab();
      await trades.getByRole('button', { name: 'Result' }).click();
      await trades.getByRole('columnheader', { name: 'Result' }).and(page.locator('[aria-sort=descending]')).waitFor();
      const results = async (): Promise<number[]> => (await trades.locator('tbody tr[aria-rowindex] td:nth-child(8)').allTextContents()).map(read);
      expect((await results()).length).toBeGreaterThan(3);
      await expect.poll(async () => ((sorted) => sorted.every((result, k) => k === 0 || result <= (sorted[k - 1] ?? 0)))(await results())).toBe(true);
      await trades.getByRole('button', { name: '#' }).click();
    });

    it('shows a chosen trade on the price, and chooses the trade under a click on curve or price', async () => {
      const { page, trades, chosenTrade } = lab();
      await trades.getByRole('row').nth(3).click();
      const number = await chosenTrade.locator('td').first().textContent();
      await page.getByText(`Trade ${number}:`).waitFor();
      const curve = await page.getByRole('img', { name: /^Equity from/ }).boundingBox();
      if (curve === null) throw new Error('There is no curve.');
      await page.mouse.click(curve.x + curve.width * 0.7, curve.y + curve.height / 2);
      await expect.poll(() => chosenTrade.locator('td').first().textContent()).not.toBe(number);
      const later = await chosenTrade.locator('td').first().textContent();
      await page.getByText(`Trade ${later}:`).waitFor();

      await page.getByRole('button', { name: 'All', exact: true }).click();
      await page.getByRole('status', { name: 'Loading the bars of the run' }).waitFor({ state: 'detached' });
      const price = await page.getByRole('img', { name: /^Candles of FILE:WAVE/ }).boundingBox();
      if (price === null) throw new Error('There is no price.');
      await page.mouse.click(price.x + price.width * 0.15, price.y + price.height / 2);
      await expect.poll(async () => Number(await chosenTrade.locator('td').first().textContent())).toBeLessThan(Number(later));
    });

    it('says which orders could not be afforded, and since when', async () => {
      const { page, field } = lab();
      await field('Cash').fill('50');
      await runToEnd();
      await page.getByRole('note').getByText(/refused: what could be spent.* First on 2020-01-06\.$/).waitFor();
    });

    it('opens an earlier run again, takes its setup over, and has both when the window is opened anew', async () => {
      const { page, runs } = lab();
      const earlier = runs.getByRole('row').nth(2);
      await earlier.click();
      await expect.poll(() => page.getByRole('note').count()).toBe(0);
      expect(await lab().field('Cash').inputValue(), 'what is set stays until it is asked for').toBe('50');
      await page.getByRole('button', { name: 'Use its setup' }).click();
      await expect.poll(() => lab().field('Cash').inputValue()).toBe('10000');
      await reload();
      await earlier.and(page.locator('[aria-selected=true]')).waitFor();
      await expect.poll(() => lab().field('Cash').inputValue()).toBe('10000');
      await expect.poll(() => lab().field('Entry channel').inputValue()).toBe('20');
    });

    it('keeps the runs over a restart', async () => {
      const before = await recorded();
      await desk.restart();
      await openLab();
      await expect.poll(() => lab().runs.getByRole('row').count()).toBe(before.length + 1);
      await lab().figures.waitFor();
    });

    it('cancels a run with Esc, which then has no result', async () => {
      const { page } = lab();
      await storeBars(desk, 'LONG', '1m', minutes(120_000));
      await reload();
      await lab().figures.waitFor();
      await chooseSeries('FILE:LONG 1m');
      // Runs of a program keep the threads busy, so that the window's run is under way for long enough.
      const others = await Promise.all(Array.from({ length: 12 }, () =>
        desk.ask<Run>('POST', '/backtests', { series: [{ instrumentId: 'FILE:LONG', timeframe: '1m' }], strategy: 'sma-cross' })));
      await page.keyboard.press('F5');
      await page.getByRole('button', { name: /^Cancel/ }).waitFor();
      await page.getByRole('meter', { name: 'Progress of the run' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByText('The run was cancelled').first().waitFor();
      const [newest] = await recorded();
      expect(newest?.status).toBe('cancelled');
      await Promise.all(others.map(({ runId }) => desk.ask('POST', `/backtests/${runId}/cancel`, {})));
      await expect.poll(async () => (await recorded()).filter(({ status }) => status === 'queued' || status === 'running').length).toBe(0);
    });
  });

  describe.runIf(hasShared)('with the bars of the reference', () => {
    const golden = (): Golden => JSON.parse(readFileSync(sharedPath('golden/backtests/goog_smacross_commission.json'), 'utf8')) as Golden;

    it('shows the figures and trades of backtesting.py, to the last digit that is written', async () => {
      const { stats, trades: expected, input } = golden();
      await storeBars(desk, 'GOOG', '1d', readFileSync(sharedPath(input), 'utf8'));
      await reload();
      const { page, field, figures, trades } = lab();
      await page.getByRole('button', { name: /^Moving averages crossing Buys/ }).click();
      await chooseSeries('FILE:GOOG 1d');
      await field('Fast average').fill('10');
      await field('Slow average').fill('20');
      await field('Commission %').fill('0.2');
      await field('Cash').fill('10000');
      await page.getByRole('combobox', { name: 'Profile' }).click();
      await page.getByRole('option', { name: /^backtesting\.py/ }).click();
      await expect.poll(() => page.getByRole('switch', { name: /^Exclusive/ }).isChecked()).toBe(true);
      await runToEnd();
      await page.getByRole('img', { name: /^Candles of FILE:GOOG, 1d/ }).waitFor();
      await page.getByRole('button', { name: 'backtesting.py', exact: true }).click();
      await figures.getByText('Equity Final [$]').waitFor();
      const shown = Object.fromEntries(await figures.locator('div').evaluateAll((rows) => rows.map((row) => [row.querySelector('dt')?.textContent ?? '', row.querySelector('dd')?.textContent ?? ''])));
      expect(Object.keys(shown)).toEqual(Object.keys(stats));
      for (const [name, value] of Object.entries(stats)) {
        if (typeof value === 'string') expect(`${shown[name]}T00:00:00`, name).toBe(value);
        else expect(Math.abs(read(shown[name] ?? '') - value), `${name}: ${shown[name]} for ${value}`).toBeLessThanOrEqual(0.5e-5 + 1e-9 * Math.abs(value));
      }

      await trades.getByRole('row').nth(1).click();
      for (const [place, wanted] of [...expected.slice(0, 6).entries(), [expected.length - 1, expected.at(-1)] as const]) {
        if (wanted === undefined) throw new Error('The reference has no trades.');
        if (place > 6) await page.keyboard.press('End');
        const row = trades.locator(`tr[aria-rowindex="${place + 1}"]`);
        await row.waitFor();
        const cells = await row.locator('td').allTextContents();
        expect([cells[1], cells[2], cells[4]], `trade ${place + 1}`).toEqual([wanted.Size > 0 ? '▲ Long' : '▼ Short', wanted.EntryTime.slice(0, 10), wanted.ExitTime.slice(0, 10)]);
        const numbers = [3, 5, 6, 7, 8].map((cell) => read(cells[cell] ?? ''));
        const values = [wanted.EntryPrice, wanted.ExitPrice, Math.abs(wanted.Size), wanted.PnL, wanted.ReturnPct * 100];
        numbers.forEach((number, k) => expect(Math.abs(number - (values[k] ?? Number.NaN)), `trade ${place + 1}: ${cells.join(' ')}`).toBeLessThanOrEqual(0.005 + 1e-9));
      }
    });
  });
});
