import { execFile } from 'node:child_process';
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import { version } from '../../src/main/version.ts';
import { SimMarket } from '../../src/quant/sim-market/index.ts';
import { runJson, runTapedeck } from './run-tapedeck.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
const dataDir = (name: string): string => join(folder(), name);
let bars = '';

/** A year of days of an invented stock as a file that a person might have. */
beforeAll(() => {
  const { time, open, high, low, close, volume } = new SimMarket(11).bars(instrumentId('SIM:ACME'), 86_400_000, Date.UTC(2026, 0, 1), 250);
  const rows = Array.from(time, (ms, i) => [new Date(ms).toISOString().slice(0, 10), open[i], high[i], low[i], close[i], volume[i]].join(','));
  bars = join(folder(), 'ACME.csv');
  writeFileSync(bars, ['Date,Open,High,Low,Close,Volume', ...rows].join('\n'));
});

describe('a command that cannot be carried out', () => {
  it.each([
    ['a file that is not there', ['backtest', 'run', '--file', 'gone.csv', '--strategy', 'sma-cross'], 'INVALID_INPUT', 'gone.csv: There is no such file'],
    ['an unknown indicator', ['indicators', 'compute', '--file', '$bars', '--name', 'rsii'], 'INVALID_INPUT', 'did you mean rsi?'],
    ['an unknown feature', ['features', 'compute', '--file', '$bars', '--names', 'retrun_5'], 'INVALID_INPUT', 'did you mean return_5?'],
    ['returns that are none', ['metrics', 'compute', '--file', '$bars', '--column', 'Date'], 'INVALID_INPUT', 'which is no number such as -0.0125'],
    ['an unknown column', ['metrics', 'compute', '--file', '$bars', '--column', 'returns'], 'INVALID_INPUT', 'ACME.csv: There is no column returns. The columns are Date, Open,'],
    ['an unknown strategy', ['backtest', 'run', '--file', '$bars', '--strategy', 'sma-crss'], 'INVALID_INPUT', 'did you mean sma-cross?'],
    ['a parameter out of range', ['backtest', 'run', '--file', '$bars', '--strategy', 'sma-cross', '--params', '{"fast":-1}'], 'INVALID_INPUT', 'fast is -1'],
    ['a cost out of range', ['backtest', 'run', '--file', '$bars', '--strategy', 'sma-cross', '--commission', '2'], 'INVALID_INPUT', '--commission must be at most 0.5, not "2".'],
    ['an unknown instrument', ['orders', 'place', '--symbol', 'SIM:ACM', '--side', 'buy', '--quantity', '1'], 'REFUSED', 'did you mean SIM:ACME?'],
    ['a quantity of nothing', ['orders', 'place', '--symbol', 'SIM:ACME', '--side', 'buy', '--quantity', '0'], 'REFUSED', 'Quantity is 0; it must be above 0.'],
    ['more than the buying power', ['orders', 'place', '--symbol', 'SIM:ACME', '--side', 'buy', '--quantity', '1000000'], 'REFUSED', 'but the buying power is'],
    ['a replace of an order that is not there', ['orders', 'replace', 'ord-x', '--limit-price', '1'], 'NOT_FOUND', 'There is no order ord-x.'],
    ['a list of nothing', ['orders', 'list', '--limit', '0'], 'INVALID_INPUT', '--limit must be at least 1, not "0".'],
    ['one series twice', ['backtest', 'run', '--file', '$bars', '--file', '$bars', '--strategy', 'sma-cross'], 'INVALID_INPUT', 'was given twice; each series of a backtest must be of another one'],
    ['an order that is not there', ['orders', 'cancel', 'ord-nothing'], 'NOT_FOUND', 'There is no order ord-nothing.'],
  ])('says so for %s, in one line and as JSON, and ends with 1', async (_, args, code, sentence) => {
    const { exitCode, out, err } = await runTapedeck([...args.map((arg) => (arg === '$bars' ? bars : arg)), '--json'], dataDir('refusals'));
    expect(exitCode).toBe(1);
    const { error } = JSON.parse(out) as { error: { code: string; message: string; details: unknown } };
    expect(error.code).toBe(code);
    expect(error.message).toContain(sentence);
    expect(error.details).toBeTypeOf('object');
    expect(err.trim().split('\n'), 'one line, no stack').toEqual([`tapedeck: ${error.message}`]);
  });

  it.each([
    [['frobnicate'], "unknown command 'frobnicate'"],
    [['backtest', 'run', '--strategy', 'sma-cross'], "required option '--file <bars.csv>' not specified"],
    [['backtest', 'run', '--file', 'x.csv', '--strategy', 'sma-cross', '--cash', 'much'], 'tapedeck: --cash must be a number, not "much".'],
    [['backtest', 'run', '--file', 'x.csv', '--strategy', 'sma-cross', '--size', 'some'], 'tapedeck: --size must be all, units:10, fraction:0.5, notional:1000, equity:1.5, risk:0.01, volatility:0.2 (or volatility:0.2:60) or kelly:0.5, not "some".'],
    [['backtest', 'run', '--file', 'x.csv', '--strategy', 'sma-cross', '--params', '{fast:1}'], '--params must be JSON in single quotes'],
    [['orders', 'place', '--symbol', 'SIM:ACME', '--side', 'hold', '--quantity', '1'], 'tapedeck: --side must be buy or sell, not "hold".'],
    [['orders', 'place', '--symbol', 'SIM:ACME', '--side', 'buy', '--quantity', 'abc'], '--quantity must be a decimal number such as "12.5"'],
    [['orders', 'replace', 'ord-x'], 'give at least one of --quantity, --limit-price, --stop-price'],
    [['orders', 'replace', 'ord-x', '--limitprice', '1'], "unknown option '--limitprice' (Did you mean --limit-price?)"],
    [['market', 'history', '--instrument-id', 'SIM:ACME', '--timeframe', '1d', '--before', 'yesterday'], '--before must be a moment such as 2026-01-31'],
    [['serve', '--speed', '-4'], '--speed must be a number from 0.25 to 3600, not "-4".'],
    [['serve', '--port', '99999'], '--port must be a whole number from 0 to 65535, not "99999".'],
    [['metrics', 'compute', '--file', 'x.csv', '--column', 'ret', '--risk-free', '-1'], 'tapedeck: --risk-free must be a share above -1 and at most 10, such as 0.02 for 2 %, not "-1".'],
    [['metrics', 'compute', '--file', 'x.csv', '--column', 'ret', '--periods', '0'], 'tapedeck: --periods must be above 0 and at most 1000000'],
    [['metrics', 'significance', '--file', 'x.csv', '--column', 'ret', '--samples', '1.5'], 'tapedeck: --samples must be a whole number from 1 to 100000, not "1.5".'],
    [['metrics', 'significance', '--file', 'x.csv', '--blocks', '5'], 'tapedeck: --blocks must be an even number from 2 to 20, not "5".'],
    [['metrics', 'significance', '--file', 'x.csv', '--positions', 'held'], 'tapedeck: --positions needs --benchmark'],
    [['data', 'adjust', '--file', 'x.csv'], 'tapedeck: Give either --actions ACTIONS.csv'],
    [['data', 'adjust', '--file', 'x.csv', '--actions', 'a.csv', '--from', 'split'], 'tapedeck: --actions needs raw bars'],
    [['orders', 'cancel'], "missing required argument 'order-id'"],
  ])('ends with 2 where the command line itself is wrong: %j', async (args, sentence) => {
    const { exitCode, out, err } = await runTapedeck(args, dataDir('usage'));
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
    expect(err).not.toContain('    at ');
  });
});

describe('analysis of a file', () => {
  it('opens no database', async () => {
    await runJson(['indicators', 'compute', '--file', bars, '--name', 'sma', '--params', '{"timePeriod":5}'], dataDir('none'));
    await runJson(['strategies', 'list'], dataDir('none'));
    await runJson(['metrics', 'compute', '--file', bars, '--column', 'Volume'], dataDir('none'));
    await runJson(['metrics', 'explain'], dataDir('none'));
    expect(await runJson(['metrics', 'significance', '--file', bars, '--column', 'Volume', '--samples', '5'], dataDir('none'))).toMatchObject({ returns: 250, bootstrap: { samples: 5 } });
    const { ephemeral, runId } = await runJson<{ ephemeral: boolean; runId: null }>(['backtest', 'run', '--file', bars, '--strategy', 'sma-cross', '--ephemeral'], dataDir('none'));
    expect([ephemeral, runId]).toEqual([true, null]);
    expect(() => readdirSync(dataDir('none'))).toThrow('ENOENT');
  });

  it('measures it against another file, and against one series says what to do', async () => {
    const name = ['--file', bars, '--benchmark', bars, '--name'];
    const { outputs } = await runJson<{ outputs: { ratio: number[] } }>(['indicators', 'compute', ...name, 'relative_strength', '--params', '{"timePeriod":5}'], dataDir('none'));
    expect(new Set(outputs.ratio), 'a stock by itself').toEqual(new Set([1]));
    const { exitCode, err } = await runTapedeck(['indicators', 'compute', ...name, 'rsi'], dataDir('none'));
    expect([exitCode, err]).toEqual([2, expect.stringContaining('rsi reads one series; leave --benchmark out, or name an indicator that reads two, such as relative_strength')]);
  });

  it('shares one cash between files, magnifies with finer bars, and pays what holding costs', async () => {
    type Result = { spec: { data: { symbol: string; finerFingerprint?: string }[] }; fills: { symbol: string }[]; interval: { magnified?: number; ambiguousBars: number; isEstimate: boolean }; trades: { carry?: number }[] };
    const [other, finer, actions] = ['OTHER.csv', 'ACME-12h.csv', 'actions.csv'].map((name) => join(folder(), name)) as [string, string, string];
    copyFileSync(bars, other);
    const halves = readFileSync(bars, 'utf8').split('\n').flatMap((line, i) => (i === 0 ? [line] : [line.replace(',', 'T00:00:00Z,'), line.replace(',', 'T12:00:00Z,')]));
    writeFileSync(finer, halves.join('\n'));
    writeFileSync(actions, `date,type,value\n${(halves[101] ?? '').slice(0, 10)},dividend,0.5\n`);
    const run = (...more: string[]) => runJson<Result>(['backtest', 'run', '--file', bars, ...more, '--ephemeral'], dataDir('engine'));
    const both = await run('--file', other, '--strategy', 'momentum-rotation');
    expect(both.spec.data.map((one) => one.symbol)).toEqual(['ACME', 'OTHER']);
    const magnified = await run('--file', finer, '--intrabar', 'magnify', '--strategy', 'sma-cross-bracket', '--size', 'units:10');
    expect(magnified.spec.data).toMatchObject([{ symbol: 'ACME', finerFingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(magnified.interval).toMatchObject({ magnified: expect.any(Number), isEstimate: false });
    const held = await run('--actions', actions, '--strategy', 'buy-and-hold', '--size', 'units:10', '--close-at-end', '--impact', 'square-root', '--borrow-rate', '0.02');
    expect(held.trades).toMatchObject([{ carry: 5 }]);
    const refused = async (...more: string[]) => { const { exitCode, err } = await runTapedeck(['backtest', 'run', '--file', bars, '--strategy', 'sma-cross', ...more], dataDir('engine')); return [exitCode, err]; };
    expect(await refused('--intrabar', 'magnify')).toEqual([1, expect.stringContaining('--intrabar magnify takes two files')]);
    // The bars are their own rates, so that what was bought at a price is worth one, the other way round.
    const converted = await run('--rates', `ACME=1/${bars}`, '--conversion', 'value', '--strategy', 'buy-and-hold', '--size', 'units:10', '--close-at-end');
    expect(converted.spec.data).toMatchObject([{ symbol: 'ACME', rates: { isInverted: true } }]);
    expect(converted.trades).toMatchObject([{ entryRate: expect.any(Number), exitRate: expect.any(Number) }]);
    expect(await refused('--rates', `OTHER=${bars}`)).toEqual([1, expect.stringContaining('--rates names OTHER, and the series of the run is ACME')]);
    expect(await refused('--rates', bars)).toEqual([2, expect.stringContaining('must be a symbol and its rates, such as SAP=EURUSD.csv')]);
  });

  it('converts a currency and pays dividends in a sweep and a walk-forward as in a run', async () => {
    const [rates, actions] = ['RATES.csv', 'paid.csv'].map((name) => join(folder(), name)) as [string, string];
    copyFileSync(bars, rates);
    const lines = readFileSync(bars, 'utf8').split('\n');
    writeFileSync(actions, `date,type,value\n${(lines[101] ?? '').slice(0, 10)},dividend,0.5\n`);
    const priced = ['--file', bars, '--rates', `ACME=1/${rates}`, '--actions', actions, '--conversion', 'value', '--strategy', 'sma-cross', '--fractional', '--ephemeral'];
    const { metrics } = await runJson<{ metrics: Record<string, number> }>(['backtest', 'run', ...priced, '--params', '{"fast":5,"slow":20}'], dataDir('engine'));
    const { results, paths } = await runJson<{ results: Record<string, number>[]; paths: object }>(['backtest', 'sweep', ...priced, '--grid', '{"fast":[5],"slow":[20]}'], dataDir('engine'));
    expect(results).toMatchObject([{ return: metrics['totalReturn'], maxDrawdown: metrics['maxDrawdown'], sharpe: metrics['sharpe'] }]);
    expect(paths).toEqual({ vectorised: 0, event: 1 });
    const walk = ['backtest', 'walk-forward', ...priced, '--grid', '{"fast":[5],"slow":[20]}', '--train', '60', '--test', '20'];
    expect((await runJson<{ spec: { data: unknown } }>(walk, dataDir('engine'))).spec.data).toMatchObject([{ rates: { isInverted: true }, actions: [{ value: 0.5 }] }]);
    const { exitCode, err } = await runTapedeck([...walk, '--file', rates], dataDir('engine'));
    expect([exitCode, err]).toEqual([1, expect.stringContaining('This goes over one file of bars, not 2')]);
  });

  it('gives the same hash for the same run, another for other costs', async () => {
    const hashOf = async (...more: string[]) => (await runJson<{ hash: string }>(['backtest', 'run', '--file', bars, '--strategy', 'sma-cross', ...more], dataDir('hashes'))).hash;
    const first = await hashOf();
    expect(await hashOf()).toBe(first);
    expect(await hashOf('--commission', '0.001')).not.toBe(first);
  });
});

describe('npm start', () => {
  it('explains itself when asked, and starts nothing', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../scripts/start.mjs'), '--help'], { env: { ...process.env, TAPEDECK_DATA_DIR: dataDir('help') } });
    expect(stdout).toMatch(/Usage: tapedeck serve \[options\][\s\S]*--port <number>[\s\S]*--no-open/);
    expect(() => readdirSync(dataDir('help'))).toThrow('ENOENT');
  });
});

describe('the story of a newcomer', () => {
  it('imports once, buys, rests, cancels, and finds everything again', async () => {
    const home = dataDir('story');
    const importBars = () => runJson<{ imports: { added: number; unchanged: number }[] }>(['import', bars, '--symbol', 'ACME', '--timeframe', '1d'], home);
    expect((await importBars()).imports).toMatchObject([{ added: 250, unchanged: 0 }]);
    expect((await importBars()).imports, 'the same file twice adds nothing').toMatchObject([{ added: 0, unchanged: 250 }]);

    const market = ['orders', 'place', '--symbol', 'SIM:ACME', '--side', 'buy', '--quantity', '100', '--type', 'market', '--client-order-id', 'first'];
    type Placed = { orderId: string; status: string; filledQuantity: string; averagePrice: string; fills: { price: string }[] };
    const bought = await runJson<Placed>(market, home);
    expect(bought).toMatchObject({ clientOrderId: 'first', status: 'filled', filledQuantity: '100' });
    expect((await runJson<Placed>(market, home)).orderId, 'the same client order id is the same order').toBe(bought.orderId);

    const resting = await runJson<Placed>(['orders', 'place', '--symbol', 'SIM:ACME', '--side', 'buy', '--quantity', '5', '--type', 'limit', '--limit-price', '1', '--tif', 'gtc'], home);
    expect(resting.status).toBe('working');
    expect(await runJson<Placed[]>(['orders', 'list', '--open-only'], home)).toMatchObject([{ orderId: resting.orderId }]);
    await runJson(['orders', 'cancel', resting.orderId], home);
    expect(await runJson<Placed[]>(['orders', 'list', '--open-only'], home)).toEqual([]);

    expect(await runJson(['positions'], home)).toMatchObject([{ instrumentId: 'SIM:ACME', quantity: '100', averagePrice: bought.averagePrice }]);
    const [account] = await runJson<{ balances: { cash: string }[] }[]>(['accounts'], home);
    expect(Number(account?.balances[0]?.cash)).toBeCloseTo(100_000 - 100 * Number(bought.averagePrice), 6);
    expect(await runJson(['data', 'series'], home)).toContainEqual(expect.objectContaining({ instrumentId: 'FILE:ACME', timeframe: '1d', bars: 250, isKept: true }));
  });

  it('stops all trading with one word, also after a restart', async () => {
    const home = dataDir('kill');
    await runJson(['kill', '--reason', 'enough for today'], home);
    const { exitCode, err } = await runTapedeck(['orders', 'place', '--symbol', 'SIM:ACME', '--side', 'buy', '--quantity', '1'], home);
    expect([exitCode, err.trim()]).toEqual([1, 'tapedeck: Trading is halted: enough for today. "tapedeck risk resume", or Resume trading in the palette, lets orders through again.']);
    await runJson(['risk', 'resume'], home);
    expect(await runJson(['orders', 'place', '--symbol', 'SIM:ACME', '--side', 'buy', '--quantity', '1'], home)).toMatchObject({ status: 'filled' });
  });
});

describe('a backtest over stored bars', () => {
  it('is done when the command ends, and its result can be read', async () => {
    const home = dataDir('stored');
    await runJson(['import', bars, '--symbol', 'ACME'], home);
    const start = ['backtest', 'start', '--symbol', 'FILE:ACME', '--strategy', 'sma-cross', '--params', '{"fast":5,"slow":20}', '--commission', '0.001', '--from', '2025-06-02'];
    const { runId, status } = await runJson<{ runId: string; status: string }>(start, home);
    expect(status, 'no workstation would finish it later').toBe('done');
    const result = await runJson<{ spec: { settings: { commissionRate: number }; data: { from: string }[] } }>(['backtest', 'result', runId], home);
    expect(result.spec).toMatchObject({ params: { fast: 5, slow: 20 }, settings: { commissionRate: 0.001 }, data: [{ from: '2025-06-02T00:00:00.000Z' }] });
    const { out } = await runTapedeck(['backtest', 'result', runId], home);
    expect(out).toMatch(/^Strategy +sma-cross \(fast 5, slow 20\)$/m);
    expect((await runTapedeck(start, home)).out).toMatch(/^Run run-\w+, sma-cross 5\/20 on ACME, is done; `tapedeck backtest result run-\w+` shows/);
  });

  it('that is not stored is said to fail, and ends with 1', async () => {
    const { exitCode, err } = await runTapedeck(['backtest', 'start', '--symbol', 'FILE:GONE', '--strategy', 'sma-cross'], dataDir('stored'));
    expect([exitCode, err.trim().split('\n').length]).toEqual([1, 1]);
    expect(err).toContain('FILE:GONE');
  });
});

describe('without --json', () => {
  it('answers are tables and sentences', async () => {
    const home = dataDir('people');
    const say = async (...args: string[]) => (await runTapedeck(args, home)).out.trimEnd();
    expect(await say('orders', 'list')).toBe('There are no such orders; `tapedeck orders place` makes one.');
    await say('orders', 'place', '--symbol', 'SIM:ORBUSD', '--side', 'buy', '--quantity', '0.5');
    const [header, row] = (await say('orders', 'list')).split('\n');
    expect(header).toMatch(/^order +instrument +side +type +quantity +limit price +stop price +status +filled quantity +average price +created at$/);
    expect(row).toMatch(/^ord-\w+ +SIM:ORBUSD +buy +market +0.5 +– +– +filled +0.5 +[\d.]+ +2026-01-05 \d\d:\d\d:\d\d UTC$/);
    expect(await say('risk', 'status')).toBe('halted  no\nreason  –');
  });

  it('a backtest names its profile, its units and the trades still open', async () => {
    const { out } = await runTapedeck(['backtest', 'run', '--file', bars, '--strategy', 'sma-cross', '--profile', 'backtesting.py', '--ephemeral'], dataDir('people'));
    for (const line of [/^Profile +backtesting\.py /m, /^Longest drawdown +\d+ days$/m, /^Open trades at the end +\d+$/m, /^Return +-?[\d.]+ %$/m]) expect(out).toMatch(line);
    expect(out).not.toContain('Duration  ');
  });

  it('--version is that of the package', async () => {
    expect(await runTapedeck(['--version'], dataDir('people'))).toEqual({ exitCode: 0, out: `${version}\n`, err: '' });
  });
});

describe('commands side by side', () => {
  it('wait for each other', async () => {
    const home = dataDir('together');
    const accounts = await Promise.all([1, 2, 3].map(() => runJson<{ accountId: string }[]>(['accounts'], home)));
    expect(accounts.map(([account]) => account?.accountId)).toEqual(['paper-1', 'paper-1', 'paper-1']);
  });
});

describe('the doctor', () => {
  it('finds nothing to mend in a new folder', async () => {
    const report = await runJson<{ ok: boolean; checks: { status: string }[] }>(['doctor'], dataDir('healthy'));
    expect([report.ok, report.checks.filter((check) => check.status === 'failed')]).toEqual([true, []]);
  });
});

describe('a file with a name that cannot be a symbol', () => {
  it('is refused before it is read, with what to do', async () => {
    const odd = join(folder(), 'my file (1).csv');
    copyFileSync(bars, odd);
    const { exitCode, err } = await runTapedeck(['import', odd], dataDir('odd'));
    expect(exitCode).toBe(1);
    expect(err).toContain('"my file (1)" cannot be the name of bars: give a symbol of 1 to 32 letters');
    expect(await runJson(['data', 'series'], dataDir('odd'))).toEqual([]);
  });
});
