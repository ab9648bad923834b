import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { instrumentId, type Instrument } from '../../src/contract/model/instrument.ts';
import { SimMarket } from '../../src/quant/sim-market/index.ts';
import { hasBrowser, openBrowser } from '../e2e/browser.ts';
import { startHost, type Host } from '../e2e/host.ts';
import { percentile, type Bench, type Report } from './bench.ts';
import { installProbe, type PaintedBar, type PaintedLine } from './window-probe.ts';
import { writeBarFile } from './write-bar-file.ts';

type Samples = { readonly lines: readonly PaintedLine[]; readonly bars: readonly PaintedBar[] };
type Status = { readonly nowMs: number };

const root = join(import.meta.dirname, '../..');
const megabyte = 2 ** 20;
/** Over two thousand ticks a second of all instruments together. */
const speed = 90;
const seed = 1;
const watchedChart = instrumentId('SIM:ACME');
const minuteMs = 60_000;
const settlingMs = 3_000;
/** Growth of memory shows after minutes only: TAPEDECK_BENCH_MINUTES=10 watches so long. */
const watchedMs = Number(process.env['TAPEDECK_BENCH_MINUTES'] ?? 0.5) * minuteMs;
const warmUpMs = 2 * minuteMs;
/** What a chart holds; the bars that form meanwhile have room beside them, so that the last one goes on changing. */
const barsToPan = 20_000;
/** What a tick may take to the frame that has it. */
const tickLimitMs = 60;
/** A line of the watchlist changes eight times a second at most, so that people can read it; so long a tick may wait for its turn. */
const readingMs = 125;

async function open(browser: Browser, url: string): Promise<Page> {
  const context = browser.contexts()[0] ?? (await browser.newContext({ viewport: { width: 1440, height: 900 } }));
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.addInitScript(installProbe);
  await page.goto(url);
  return page;
}

const candles = (page: Page, of: string) => page.getByRole('img', { name: new RegExp(`^Candles of ${of}, .*since`) });
const samplesOf = (page: Page): Promise<Samples> =>
  page.evaluate(() => {
    const { lines, bars } = (globalThis as unknown as { tapedeckSamples: { lines: PaintedLine[]; bars: PaintedBar[] } }).tapedeckSamples;
    return { lines: lines.splice(0), bars: bars.splice(0) };
  });

/** From the address to prices on the screen, in a page that comes anew to a browser that knows the window. */
async function measureStart(browser: Browser, url: string, report: Report): Promise<Page> {
  let page = await open(browser, url);
  const times: number[] = [];
  for (let run = 0; run < 6; run++) {
    await page.close();
    page = await open(browser, new URL('/', url).href);
    await candles(page, 'ACME').waitFor();
    const [first] = (await samplesOf(page)).lines;
    if (run > 0 && first !== undefined) times.push(first.paintedMs - (await page.evaluate(() => performance.timeOrigin)));
  }
  const median = percentile(times, 0.5);
  report({ figure: 'the window from its address to the first live prices painted', measured: `${median.toFixed(0)} ms`, target: '< 1,000 ms', ok: median < 1_000, note: `slowest of ${times.length}: ${percentile(times, 1).toFixed(0)} ms` });
  return page;
}

/**
 * When the market's clock stood at a moment, in real time. The feed tells in short pieces, so that its clock is never ahead: the look
 * that found it least behind gives the line, and what a tick waited for its piece counts as part of its way.
 */
async function findLine(host: Host): Promise<(marketMs: number) => number> {
  let lead = -Infinity;
  for (let look = 0; look < 300; look++) {
    const { nowMs } = (await host.ask('GET', '/tape/status')).body as Status;
    lead = Math.max(lead, nowMs - (performance.timeOrigin + performance.now()) * speed);
  }
  return (marketMs) => (marketMs - lead) / speed;
}

/**
 * From the moment of each trade to the frame whose candle has it. The simulated market is a function of its seed: from the volume of a
 * painted bar follows which of the trades that we know were in it.
 */
function delaysOfTrades(bars: readonly PaintedBar[], dueAt: (marketMs: number) => number): number[] {
  const market = new SimMarket(seed);
  const delays: number[] = [];
  for (const [barMs, painted] of Map.groupBy(bars, (bar) => bar.barMs)) {
    const trades = market.ticks(watchedChart, barMs, barMs + minuteMs).filter((tick) => tick.kind === 'trade');
    let [next, volume] = [0, 0];
    painted.forEach((bar, order) => {
      for (let trade = trades[next]; trade !== undefined && volume + trade.size <= bar.volume + 1e-6; trade = trades[++next]) {
        volume += trade.size;
        // What the first look at a bar had in it may have been there for long.
        if (order > 0) delays.push(bar.paintedMs - dueAt(trade.timeMs));
      }
    });
  }
  return delays;
}

async function measureTicks(page: Page, host: Host, loopFile: string, report: Report): Promise<void> {
  await host.ask('POST', '/tape/speed', { speed });
  await sleep(settlingMs);
  const dueAt = await findLine(host);
  await samplesOf(page);
  const beganMs = performance.timeOrigin + performance.now();
  const memory: { readonly atMs: number; readonly bytes: number }[] = [];
  for (const until = performance.now() + watchedMs; performance.now() < until; await sleep(500)) memory.push({ atMs: performance.now(), bytes: host.memory() });
  const { lines, bars } = await samplesOf(page);
  const told = ticksBetween(bars);
  reportDelays(`a trade from its moment to the frame of the chart that has it, p95, at ${told} ticks/s`, delaysOfTrades(bars, dueAt), tickLimitMs, report);
  // A line may be painted for another reason than a tick; then its newest one is from long before.
  const recent = lines.filter(({ timeMs }) => dueAt(timeMs) >= beganMs);
  reportDelays('a tick from its moment to its line of the watchlist, p95', recent.map(({ timeMs, paintedMs }) => paintedMs - dueAt(timeMs)), readingMs + tickLimitMs, report);
  const loop = JSON.parse(readFileSync(loopFile, 'utf8')) as { p99Ms: number; maxMs: number };
  report({ figure: 'how late the host\'s main loop is meanwhile, p99', measured: `${loop.p99Ms.toFixed(1)} ms`, target: '< 20 ms', ok: loop.p99Ms < 20, note: `most ${loop.maxMs.toFixed(0)} ms, start-up included` });
  reportMemory(memory.filter(({ atMs }) => atMs - (memory[0]?.atMs ?? 0) >= Math.min(warmUpMs, watchedMs / 4)), report);
}

const reportDelays = (figure: string, delays: readonly number[], limitMs: number, report: Report): void => {
  const p95 = percentile(delays, 0.95);
  report({ figure, measured: `${p95.toFixed(0)} ms`, target: `< ${limitMs} ms`, ok: p95 < limitMs, note: `median ${percentile(delays, 0.5).toFixed(0)} ms of ${delays.length}; Chromium without a graphics card` });
};

/** How many ticks of all instruments a second of real time had. */
function ticksBetween(bars: readonly PaintedBar[]): number {
  const [from, to] = [bars[0]?.barMs ?? 0, bars.at(-1)?.barMs ?? 0];
  const market = new SimMarket(seed);
  const count = market.instrumentIds.reduce((sum, id) => sum + market.ticks(id, from, to).length, 0);
  return Math.round((count * 1_000 * speed) / (to - from));
}

function reportMemory(memory: readonly { readonly atMs: number; readonly bytes: number }[], report: Report): void {
  const slope = (slopeOf(memory) * minuteMs) / megabyte;
  const isLong = watchedMs > 2 * warmUpMs;
  report({
    figure: 'memory of the host meanwhile, growth a minute after the second', measured: isLong ? `${slope.toFixed(2)} MB` : 'not judged', target: '< 1 MB', ok: isLong ? slope < 1 : null,
    note: `${((memory.at(-1)?.bytes ?? 0) / megabyte).toFixed(0)} MB in all after ${watchedMs / 1_000} s${isLong ? '' : '; TAPEDECK_BENCH_MINUTES=10 judges it'}`,
  });
}

/** Least squares of bytes over milliseconds. */
function slopeOf(points: readonly { readonly atMs: number; readonly bytes: number }[]): number {
  const mean = (read: (point: (typeof points)[number]) => number): number => points.reduce((sum, point) => sum + read(point), 0) / points.length;
  const [x, y] = [mean((point) => point.atMs), mean((point) => point.bytes)];
  return points.reduce((sum, point) => sum + (point.atMs - x) * (point.bytes - y), 0) / points.reduce((sum, point) => sum + (point.atMs - x) ** 2, 0);
}

/** Frames a second while the chart is dragged to and fro over all its bars and its last one goes on changing. */
async function measurePanning(page: Page, report: Report): Promise<void> {
  const box = await candles(page, 'ACME').boundingBox();
  if (box === null) throw new Error('The chart is not in sight.');
  const [left, middle, right] = [box.x + 80, box.y + box.height / 3, box.x + box.width - 160];
  await page.mouse.move(left, middle);
  const begin = async (): Promise<string | null> => candles(page, 'ACME').getAttribute('aria-label');
  for (let pages = 1; pages < barsToPan / 1_000; pages++) {
    const before = await begin();
    for (let tries = 0; tries < 50 && (await begin()) === before; tries++) await page.mouse.wheel(-20_000, 0);
  }
  const counting = page.evaluate(() => new Promise<{ fps: number; worstMs: number }>((resolve) => {
    const moments: number[] = [];
    const next = (now: number): void => {
      moments.push(now);
      const [first = now] = moments;
      if (now - first < 5_000) requestAnimationFrame(next);
      else resolve({ fps: ((moments.length - 1) / (now - first)) * 1_000, worstMs: Math.max(...moments.slice(1).map((moment, k) => moment - (moments[k] ?? moment))) });
    };
    requestAnimationFrame(next);
  }));
  let isOver = false;
  void counting.finally(() => (isOver = true));
  while (!isOver) {
    await page.mouse.move(left, middle);
    await page.mouse.down();
    await page.mouse.move(right, middle, { steps: 30 });
    await page.mouse.up();
    await page.mouse.move(right, middle);
    await page.mouse.down();
    await page.mouse.move(left, middle, { steps: 30 });
    await page.mouse.up();
  }
  const { fps, worstMs } = await counting;
  report({ figure: `dragging a chart of ${barsToPan.toLocaleString('en-US')} bars whose last one changes`, measured: `${fps.toFixed(0)} frames/s`, target: '60 frames/s', ok: fps >= 58, note: `longest frame ${worstMs.toFixed(0)} ms; Chromium without a graphics card` });
}

/** From the choice of an instrument to its candles, with a million stored minutes behind them. */
async function measureHistory(page: Page, dataFolder: string, report: Report): Promise<void> {
  const path = join(dataFolder, 'MINUTES.csv');
  writeBarFile(path, 1_000_000);
  await promisify(execFile)(process.execPath, [join(root, 'out/main/cli.js'), 'import', path, '--symbol', 'MINUTES', '--timeframe', '1m', '--data-dir', dataFolder]);
  await page.reload();
  const times: number[] = [];
  for (let run = 0; run < 6; run++) {
    await choose(page, 'ACME');
    times.push(await choose(page, 'MINUTES'));
  }
  const median = percentile(times.slice(1), 0.5);
  report({ figure: 'the chart of 1,000,000 stored minutes, from the choice to the frame with its candles', measured: `${median.toFixed(0)} ms`, target: '< 300 ms', ok: median < 300, note: `first time ${(times[0] ?? NaN).toFixed(0)} ms` });
}

/** Charts of instruments that nobody has looked at, and their history as far as a chart reaches back. */
async function measureOnDemand(page: Page, host: Host, report: Report): Promise<void> {
  const instruments = ((await host.ask('GET', '/market/instruments')).body as readonly Instrument[]).filter((one) => one.isTradable);
  const shown: number[] = [];
  for (const { symbol } of instruments.slice(1)) shown.push(await choose(page, symbol));
  // Each is measured once, and one of them meets a collection of garbage or another program: it may take twice as long.
  const [p95, slowest] = [percentile(shown, 0.95), percentile(shown, 1)];
  report({ figure: `the chart of an instrument that was not looked at before, p95 of ${shown.length}`, measured: `${p95.toFixed(0)} ms`, target: '< 200 ms', ok: p95 < 200, note: `median ${percentile(shown, 0.5).toFixed(0)} ms` });
  report({ figure: 'the slowest of those', measured: `${slowest.toFixed(0)} ms`, target: '< 400 ms', ok: slowest < 400 });
  const asked: number[] = [];
  for (const { id } of instruments) {
    const startMs = performance.now();
    await Promise.all(['timeframe=1d&limit=780', 'timeframe=1m&limit=20000'].map((rest) => host.ask('GET', `/market/history?instrumentId=${encodeURIComponent(id)}&${rest}`)));
    asked.push(performance.now() - startMs);
  }
  const longest = percentile(asked, 1);
  report({ figure: 'three years of days and 20,000 minutes of an instrument at once, slowest of all', measured: `${longest.toFixed(0)} ms`, target: '< 200 ms', ok: longest < 200, note: `median ${percentile(asked, 0.5).toFixed(0)} ms` });
}

/** Chooses an instrument in the palette; gives the milliseconds from the key to the frame in which its candles are painted. */
async function choose(page: Page, symbol: string): Promise<number> {
  await page.getByRole('region', { name: 'Account' }).waitFor();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands and instruments' });
  await palette.getByRole('combobox').fill(symbol);
  await palette.getByRole('option', { selected: true }).filter({ hasText: symbol }).waitFor();
  await page.evaluate((wanted) => void Object.assign(globalThis, { tapedeckPainted: new Promise<number>((resolve) => {
    addEventListener('keydown', ({ timeStamp }) => {
      const look = (): void => {
        if (document.querySelector(`[role=img][aria-label^="Candles of ${wanted},"][aria-label*=since]`) === null) requestAnimationFrame(look);
        else {
          // The candles are drawn in this very frame; a message comes when it is done.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - timeStamp);
          port2.postMessage(null);
        }
      };
      look();
    }, { once: true, capture: true });
  }) }), symbol);
  await page.keyboard.press('Enter');
  return page.evaluate(() => (globalThis as unknown as { tapedeckPainted: Promise<number> }).tapedeckPainted);
}

export const bench: Bench = {
  name: 'window',
  async run(report) {
    if (!hasBrowser) return report({ figure: 'the window', measured: 'not run: no browser', target: '', ok: null });
    const folder = mkdtempSync(join(tmpdir(), 'tapedeck-bench-'));
    const loopFile = join(folder, 'loop.json');
    const host = await startHost(folder, { seed, environment: { NODE_OPTIONS: `--import ${join(root, 'test/bench/watch-loop.mjs')}`, TAPEDECK_LOOP_FILE: loopFile } });
    const browser = await openBrowser();
    try {
      await host.ask('POST', '/settings', { version: 0, changes: { tourDone: true } });
      const page = await measureStart(browser, host.link, report);
      await measureTicks(page, host, loopFile, report);
      await host.ask('POST', '/tape/speed', { speed: 10 });
      await measurePanning(page, report);
      await host.ask('POST', '/tape/speed', { speed: 1 });
      await measureOnDemand(page, host, report);
      await measureHistory(page, folder, report);
    } finally {
      await browser.close();
      await host.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};
