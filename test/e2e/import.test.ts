import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { SeriesInfo } from '../../src/contract/model/bar.ts';
import { hasShared, sharedPath } from '../golden/shared.ts';
import { hasBrowser } from './browser.ts';
import { dropFiles, holdFiles } from './drop-files.ts';
import { useWorkstation } from './workstation.ts';

const header = 'Date,Open,High,Low,Close,Volume';
const day = (i: number): string => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10);
const row = (i: number): string => `${day(i)},${100 + (i % 7)},120,90,${101 + (i % 5)},${1_000 + i}`;
/** `count` sound daily bars; `change` may write some lines otherwise. */
const dailyFile = (count: number, change: (line: string, i: number) => string = (line) => line): string =>
  [header, ...Array.from({ length: count }, (_, i) => change(row(i), i))].join('\n');

describe.runIf(hasBrowser)('files of bars, dropped on the window', () => {
  const at = useWorkstation();
  const page = (): Page => at.page();
  const series = (): Promise<SeriesInfo[]> => at.ask<SeriesInfo[]>('GET', '/data/series');
  const barsOf = async (id: string): Promise<number> => (await series()).find((one) => one.instrumentId === id && !one.isRolledUp)?.bars ?? 0;
  const button = (name: string | RegExp): Locator => page().getByRole('button', { name });
  const alert = (): Locator => page().getByRole('alert', { name: 'Faults of the file' });
  const rowOf = (line: number): Locator => page().getByRole('region', { name: 'Rows of the file' }).getByRole('row', { name: new RegExp(`^${line} `) });
  /** Fields of the form beside the preview. */
  const choose = async (field: string, choice: string): Promise<void> => {
    await page().getByRole('combobox', { name: field, exact: true }).click();
    await page().getByRole('option', { name: choice, exact: true }).click();
  };
  const drop = (name: string, content: string | Uint8Array): Promise<void> => dropFiles(page(), [{ name, content }]);
  const importAs = async (name: string, content: string): Promise<void> => {
    await drop(name, content);
    await button(/^Import [\d,]+ bars?$/).click();
    await page().getByRole('region', { name: `Report on ${name}` }).waitFor();
  };

  it('the window says where to let go while a file is carried over it, and opens the Data workspace', async () => {
    const dataTransfer = await holdFiles(page(), [{ name: 'HINT.csv', content: dailyFile(3) }]);
    const hint = page().getByText('Drop CSV files to import');
    await page().dispatchEvent('body', 'dragenter', { dataTransfer });
    await hint.waitFor();
    await page().dispatchEvent('body', 'dragleave', { dataTransfer });
    await hint.waitFor({ state: 'detached' });
    await page().dispatchEvent('body', 'dragenter', { dataTransfer });
    await page().dispatchEvent('body', 'drop', { dataTransfer });
    await hint.waitFor({ state: 'detached' });
    await button('Import 3 bars').waitFor();
    await page().getByText('No bars of your own yet').waitFor();
    expect(await series(), 'nothing is stored before it is asked for').toEqual([]);
    await button('Cancel').click();
    await page().getByText('Drop CSV files anywhere on this window').waitFor();
  });

  it('a good file is shown as it will be read, stored, drawn on the chart, and says so a second time', async () => {
    const name = hasShared ? 'GOOG.csv' : 'OWN.csv';
    const content = hasShared ? readFileSync(sharedPath('data/backtesting_py/GOOG.csv'), 'utf8') : dailyFile(400);
    const [symbol, count] = hasShared ? ['GOOG', 2_148] : ['OWN', 400];
    const inWords = count.toLocaleString('en-US');
    await drop(name, content);
    await button(`Import ${inWords} bars`).waitFor();
    const preview = page().getByRole('region', { name: `Preview of ${name}` });
    await preview.getByText('1d bars').waitFor();
    expect(await page().getByRole('textbox', { name: 'Symbol' }).inputValue()).toBe(symbol);
    expect(await preview.getByRole('row').count(), 'the header and the first twenty rows').toBe(21);
    await button(`Import ${inWords} bars`).click();
    await page().getByRole('heading', { name: `FILE:${symbol} at 1d is stored` }).waitFor();
    expect(await barsOf(`FILE:${symbol}`)).toBe(count);
    await page().getByRole('img', { name: `Candles of FILE:${symbol}, 1d` }).waitFor();
    await button('Show chart').click();
    await page().getByRole('img', { name: `Candles of ${symbol}, 1d` }).waitFor();
    await page().getByRole('heading', { name: symbol }).waitFor();

    await drop(name, content);
    await button(`Import ${inWords} bars`).click();
    await page().getByRole('heading', { name: `Nothing was added to FILE:${symbol} at 1d` }).waitFor();
    await page().getByText(`All ${inWords} bars of ${name} were stored already, with the same values.`).waitFor();
    expect(await barsOf(`FILE:${symbol}`)).toBe(count);
  });

  it.each<readonly [string, string, string | Uint8Array, readonly string[]]>([
    ['a bad row in the middle', 'BADROW.csv', dailyFile(600, (line, i) => (i === 400 ? line.replace(',120,', ',12x,') : line)), ['1 fault', 'Line 402, High', '"12x" is not a number.', 'Fill in the value or remove the line.']],
    ['times going backwards', 'BACK.csv', dailyFile(60, (line, i) => (i === 30 ? row(10) : line)), ['Line 32, Date', '2020-01-11T00:00:00Z comes after 2020-01-30T00:00:00Z on line 31.', 'Sort the file by time, oldest first.']],
    ['a line that is there twice', 'TWICE.csv', dailyFile(60, (line, i) => (i === 30 ? row(29) : line)), ['Line 32, Date', 'Repeats line 31 (2020-01-30T00:00:00Z) value by value.', 'Remove one of the two lines.']],
    ['nothing in it', 'EMPTY.csv', '', ['Whole file', 'The file is empty.', 'Choose a file with bars.']],
    ['a header and no row', 'HEADER.csv', header, ['Whole file', 'There is a header and no row below it.']],
    ['bytes of a spreadsheet', 'SHEET.csv', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0), ['Whole file', 'The file is a ZIP archive or a spreadsheet.', 'Unpack it, or save the sheet as CSV.']],
    ['binary data', 'BINARY.csv', Uint8Array.from({ length: 4_000 }, (_, i) => i % 256), ['Whole file', 'The file holds binary data.']],
  ])('a file with %s changes nothing, and says where, why and what to do', async (_what, name, content, words) => {
    const before = await series();
    await drop(name, content);
    await alert().waitFor();
    for (const text of words) expect(await alert().innerText()).toContain(text);
    expect(await alert().innerText()).toContain('nothing was stored');
    expect(await button('Cannot be imported').isDisabled()).toBe(true);
    expect(await series()).toEqual(before);
    await button('Cancel').click();
    await alert().waitFor({ state: 'detached' });
  });

  it('a fault leads to its row', async () => {
    await drop('FAULTS.csv', dailyFile(700, (line, i) => (i === 4 || i === 650 ? line.replace(',90,', ',low,') : line)));
    await button(/^Line 652, Low/).click();
    await rowOf(652).and(page().locator('[aria-current=true]')).waitFor();
    expect(await rowOf(652).isVisible()).toBe(true);
    expect(await rowOf(651).innerText(), 'the row before it, to compare').toContain(day(649));
    await button(/^Line 6, Low/).click();
    await rowOf(6).and(page().locator('[aria-current=true]')).waitFor();
    await button('Cancel').click();
  });

  it('a few odd values are shown, and stored as they are when that is wanted', async () => {
    await drop('ODD.csv', dailyFile(300, (line, i) => (i === 250 ? line.replace(/^([^,]+),\d+/, '$1,999') : line)));
    const note = page().getByRole('note', { name: 'Odd rows of the file' });
    await note.waitFor();
    expect(await note.innerText()).toContain('The open 999 lies outside low 90 … high 120.');
    await button(/^Line 252, Open/).click();
    await rowOf(252).and(page().locator('[aria-current=true]')).waitFor();
    await button('Import 300 bars').click();
    await page().getByText('1 odd row, stored as it is').waitFor();
    expect(await barsOf('FILE:ODD')).toBe(300);
  });

  it('columns of other names are chosen, and the file is read with them', async () => {
    await drop('NAMES.csv', dailyFile(40).replace(header, 'day,o,h,l,last,units'));
    await alert().waitFor();
    expect(await alert().innerText()).toContain('No column of times was found.');
    await button(/^Line 1 No column of times/).click();
    await page().getByRole('row', { name: /^Line not read day/ }).and(page().locator('[aria-current=true]')).waitFor();
    const hint = page().getByText('Choose the columns that were not found by name.');
    await hint.waitFor();
    for (const [role, column] of [['Time', 'day'], ['Open', 'o'], ['High', 'h'], ['Low', 'l'], ['Close', 'last']] as const) await choose(role, column);
    await button('Import 40 bars').waitFor();
    await page().getByRole('columnheader', { name: 'not read units' }).waitFor();
    expect(await hint.count()).toBe(0);
    await choose('Volume', 'units');
    await page().getByRole('columnheader', { name: 'Volume units' }).waitFor();
    await page().getByRole('textbox', { name: 'Symbol' }).fill('not a symbol!');
    await page().getByText('Give 1 to 32 letters, digits').waitFor();
    await page().getByRole('textbox', { name: 'Symbol' }).fill('RENAMED');
    await button('Import 40 bars').click();
    await page().getByRole('heading', { name: 'FILE:RENAMED at 1d is stored' }).waitFor();
    const { volume, close } = await at.ask<{ volume: number[]; close: number[] }>('GET', '/market/history?instrumentId=FILE:RENAMED&timeframe=1d');
    expect([volume[3], close[3]]).toEqual([1_003, 104]);
  });

  it('bids, asks or their middle, and adjusted prices, are read as asked for', async () => {
    const sides = ['time,bid_open,bid_high,bid_low,bid_close,ask_open,ask_high,ask_low,ask_close', ...Array.from({ length: 30 }, (_, i) => `${day(i)},1,1,1,1,3,3,3,3`)].join('\n');
    await drop('SIDES.csv', sides);
    await page().getByText('bid prices').waitFor();
    await button('Middle').click();
    await page().getByText('middle of bid and ask prices').waitFor();
    await button('Import 30 bars').click();
    await page().getByRole('heading', { name: 'FILE:SIDES at 1d is stored' }).waitFor();
    expect((await at.ask<{ close: number[] }>('GET', '/market/history?instrumentId=FILE:SIDES&timeframe=1d')).close[0]).toBe(2);

    await drop('ADJUSTED.csv', dailyFile(30).replace('Volume', 'Volume,Adj Close').replaceAll(/(,\d+)$/gm, '$1,50.5'));
    await page().getByRole('columnheader', { name: 'not read Adj Close' }).waitFor();
    await page().getByRole('switch', { name: 'Adjusted for splits and dividends' }).click();
    await page().getByRole('columnheader', { name: 'Adjusted Adj Close' }).waitFor();
    await button('Import 30 bars').click();
    await page().getByRole('heading', { name: 'FILE:ADJUSTED at 1d is stored' }).waitFor();
    expect((await at.ask<{ close: number[] }>('GET', '/market/history?instrumentId=FILE:ADJUSTED&timeframe=1d')).close[0]).toBe(50.5);
  });

  it('times are read in the zone that is given; one that does not exist is not taken', async () => {
    await drop('ZONE.csv', [header, ...Array.from({ length: 30 }, (_, i) => `2020-01-02 09:${30 + i}:00,1,1,1,1,1`)].join('\n'));
    await button('Import 30 bars').waitFor();
    const zone = page().getByRole('combobox', { name: 'Time zone' });
    await zone.fill('Mars/Olympus');
    await page().getByText('Give a zone such as America/New_York or UTC.').waitFor();
    await zone.fill('America/New_York');
    await page().getByText('2020-01-02 14:30').waitFor();
    await button('Cancel').click();
  });

  it('bars of another length, and other values for stored bars, are refused with the way out', async () => {
    await drop('LENGTH.csv', dailyFile(50));
    await button('Import 50 bars').waitFor();
    await choose('Bars of', '1h');
    await page().getByText('The rows lie as 1d bars do.').waitFor();
    await button('Import 50 bars').click();
    await page().getByText('These look like 1d bars and 1h was chosen. Nothing was stored.').waitFor();
    expect(await barsOf('FILE:LENGTH')).toBe(0);
    await button('Take 1d').click();
    await button('Import 50 bars').click();
    await page().getByRole('heading', { name: 'FILE:LENGTH at 1d is stored' }).waitFor();

    await drop('LENGTH.csv', dailyFile(52, (line, i) => (i === 20 ? line.replace(/\d+$/, '77') : line)));
    await button('Import 52 bars').click();
    await page().getByText('The bar of 2020-01-21 00:00:00 UTC is stored already in FILE:LENGTH at 1d with other values. Nothing was stored.').waitFor();
    expect(await barsOf('FILE:LENGTH')).toBe(50);
    await button('Replace stored bars').click();
    await button('Import 52 bars').click();
    const report = page().getByRole('region', { name: 'Report on LENGTH.csv' });
    await report.waitFor();
    expect((await report.innerText()).replaceAll(/\s+/g, ' ')).toContain('Added 2 Replaced 1 Unchanged 49');
  });

  it('bars that were rolled up give way to bars of one\'s own, which is said before and after', async () => {
    const file = (count: number, minutes: number): string =>
      [header, ...Array.from({ length: count }, (_, i) => row(i).replace(/^[^,]+/, new Date(Date.UTC(2020, 0, 1) + i * minutes * 60_000).toISOString()))].join('\n');
    await importAs('ROLLED.csv', file(60, 1));
    await drop('ROLLED.csv', file(6, 5));
    await button('Import 6 bars').waitFor();
    await page().getByText('12 bars rolled up from shorter ones give way to these, and come back when these are removed.').waitFor();
    await button('Import 6 bars').click();
    const report = page().getByRole('region', { name: 'Report on ROLLED.csv' });
    await report.getByText('12 gave way').waitFor();
    expect(await barsOf('FILE:ROLLED')).toBe(60);
  });

  it('several files are taken in one after the other, good and bad ones each for themselves', async () => {
    await dropFiles(page(), [{ name: 'ONE.csv', content: dailyFile(10) }, { name: 'BROKEN.csv', content: `${header}\nx,1,1,1,1,1` }, { name: 'THREE.csv', content: dailyFile(12) }]);
    await button(/^BROKEN\.csv has faults/).waitFor();
    await button(/^THREE\.csv not stored yet/).click();
    await button('Import 12 bars').click();
    await page().getByRole('heading', { name: 'FILE:THREE at 1d is stored' }).waitFor();
    await button(/^ONE\.csv not stored yet/).click();
    await button('Import 10 bars').click();
    await page().getByRole('heading', { name: 'FILE:ONE at 1d is stored' }).waitFor();
    expect([await barsOf('FILE:ONE'), await barsOf('FILE:THREE'), await barsOf('FILE:BROKEN')]).toEqual([10, 12, 0]);
  });

  it('all sound files of several are imported at once, and the others stay for a look', async () => {
    await dropFiles(page(), [{ name: 'ALL1.csv', content: dailyFile(10) }, { name: 'ALLBAD.csv', content: 'x' }, { name: 'ALL2.csv', content: dailyFile(12) }]);
    await button('Import all 2').click();
    await button(/^ALL1\.csv stored/).waitFor();
    await button(/^ALL2\.csv stored/).waitFor();
    await button(/^ALLBAD\.csv has faults/).waitFor();
    expect([await barsOf('FILE:ALL1'), await barsOf('FILE:ALL2'), await barsOf('FILE:ALLBAD')]).toEqual([10, 12, 0]);
  });

  it('a drop opens the import again when its panel had been closed', async () => {
    await page().keyboard.press('F3');
    const tab = page().getByRole('tab', { name: 'Import', exact: true });
    await tab.press('Delete');
    await tab.waitFor({ state: 'detached' });
    await page().keyboard.press('F1');
    await page().getByRole('region', { name: 'Watchlist' }).first().waitFor();
    await drop('AGAIN.csv', dailyFile(6));
    await button('Import 6 bars').waitFor();
    await button('Cancel').click();
    await button('Panels of this workspace').click();
    await page().getByRole('menuitem', { name: 'Reset the layout of this workspace' }).click();
    await page().getByRole('tab', { name: 'Stored bars' }).waitFor();
  });

  it('two hundred thousand rows are sent in pieces, with the part that is there told on the way', async () => {
    const seen = await page().evaluateHandle(() => {
      const values = new Set<number>();
      const look = (): void => {
        const meter = document.querySelector('[role=meter][aria-label="Sending MANY.csv"]');
        if (meter !== null) values.add(Number(meter.getAttribute('aria-valuenow')));
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
      return values;
    });
    const rows = 200_000;
    const line = (i: number): string => `${1_577_836_800 + i * 60},100.25,101.5,99.75,${100 + (i % 100) / 100},${i}`;
    await drop('MANY.csv', ['timestamp,open,high,low,close,volume', ...Array.from({ length: rows }, (_, i) => line(i))].join('\n'));
    await button('Import 200,000 bars').click({ timeout: 60_000 });
    // Some seconds of work, more where others work, too.
    await page().getByRole('heading', { name: 'FILE:MANY at 1m is stored' }).waitFor({ timeout: 60_000 });
    const values = await seen.evaluate((set) => [...set]);
    expect(values.length).toBeGreaterThanOrEqual(3);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(await barsOf('FILE:MANY')).toBe(rows);
  });

  it('a file that is given up while it is sent leaves nothing behind', async () => {
    const uploads = join(at.dataFolder(), 'uploads');
    const before = existsSync(uploads) ? readdirSync(uploads).length : 0;
    // The disk does not answer from the third piece on.
    await page().evaluate(() => {
      const read = Blob.prototype.arrayBuffer;
      let pieces = 0;
      Blob.prototype.arrayBuffer = function arrayBuffer() {
        pieces += 1;
        if (pieces < 3) return read.call(this);
        Blob.prototype.arrayBuffer = read;
        return new Promise(() => undefined);
      };
    });
    await drop('SLOW.csv', dailyFile(60_000));
    await page().getByText(/^1\.0 MB of 1\.\d MB$/).waitFor();
    expect(readdirSync(uploads).length).toBe(before + 1);
    await page().keyboard.press('Escape');
    await button(/^SLOW\.csv/).waitFor({ state: 'detached' });
    await expect.poll(() => readdirSync(uploads).length).toBe(before);
    expect(await barsOf('FILE:SLOW')).toBe(0);
  });

  it('files are chosen with a key, too, and the picker takes several', async () => {
    const opened = page().waitForEvent('filechooser');
    // A round trip: the browser must have heard that we take the picker before a key may open it.
    await page().title();
    await page().keyboard.press('Control+O');
    const chooser = await opened;
    expect(chooser.isMultiple()).toBe(true);
    await chooser.setFiles([{ name: 'chosen file.csv', mimeType: 'text/csv', buffer: Buffer.from(dailyFile(5)) }]);
    await button('Import 5 bars').waitFor();
    expect(await page().getByRole('textbox', { name: 'Symbol' }).inputValue()).toBe('CHOSEN-FILE');
    await button('Cancel').click();
  });

  it('a stored series is drawn, and removed after a question', async () => {
    await importAs('GONE.csv', dailyFile(30));
    const table = page().getByRole('region', { name: 'Every stored series' });
    await table.getByRole('row', { name: /^GONE FILE 1d/ }).click();
    await page().getByRole('img', { name: 'Candles of FILE:GONE, 1d' }).waitFor();
    await table.press('Delete');
    const question = page().getByRole('dialog', { name: 'Remove FILE:GONE at 1d?' });
    await question.waitFor();
    await page().keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await barsOf('FILE:GONE')).toBe(30);
    await button('Remove FILE:GONE 1d').click();
    await button('Remove 30 bars').click();
    await question.waitFor({ state: 'detached' });
    await table.getByRole('row', { name: /^GONE/ }).first().waitFor({ state: 'detached' });
    await expect.poll(() => barsOf('FILE:GONE')).toBe(0);
  });

  it('goes from the report to the lab', async () => {
    await importAs('LAB.csv', dailyFile(30));
    await button('Backtest it').click();
    await page().locator('nav[aria-label=Workspaces] [aria-current=page]').getByText('Lab').waitFor();
  });
});
