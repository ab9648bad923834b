import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { instrumentId } from '../../src/contract/model/instrument.ts';
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
    ['an unknown strategy', ['backtest', 'run', '--file', '$bars', '--strategy', 'sma-crss'], 'INVALID_INPUT', 'did you mean sma-cross?'],
    ['a parameter out of range', ['backtest', 'run', '--file', '$bars', '--strategy', 'sma-cross', '--params', '{"fast":-1}'], 'INVALID_INPUT', 'fast is -1'],
    ['a cost out of range', ['backtest', 'run', '--file', '$bars', '--strategy', 'sma-cross', '--commission', '2'], 'INVALID_INPUT', '--commission is out of its range'],
    ['an unknown instrument', ['orders', 'place', '--symbol', 'SIM:ACM', '--side', 'buy', '--quantity', '1'], 'REFUSED', 'did you mean SIM:ACME?'],
    ['a quantity of nothing', ['orders', 'place', '--symbol', 'SIM:ACME', '--side', 'buy', '--quantity', '0'], 'REFUSED', 'Quantity is 0; it must be above 0.'],
    ['more than the buying power', ['orders', 'place', '--symbol', 'SIM:ACME', '--side', 'buy', '--quantity', '1000000'], 'REFUSED', 'but the buying power is'],
    ['a field that does not exist', ['orders', 'replace', 'ord-x', '--changes', '{"limitprice":"1"}'], 'INVALID_INPUT', 'changes has no field "limitprice"; look for a typing error'],
    ['several series', ['backtest', 'run', '--file', '$bars', '--file', '$bars', '--strategy', 'sma-cross'], 'INVALID_INPUT', 'A backtest takes one series, not 2'],
    ['an order that is not there', ['orders', 'cancel', 'ord-nothing'], 'REFUSED', 'There is no order ord-nothing.'],
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
    [['backtest', 'run', '--file', 'x.csv', '--strategy', 'sma-cross', '--cash', 'much'], '"much" is not a number'],
    [['backtest', 'run', '--file', 'x.csv', '--strategy', 'sma-cross', '--size', 'some'], 'must be all, units:10'],
    [['backtest', 'run', '--file', 'x.csv', '--strategy', 'sma-cross', '--params', '{fast:1}'], 'is not JSON'],
    [['orders', 'place', '--symbol', 'SIM:ACME', '--side', 'hold', '--quantity', '1'], 'Allowed choices are buy, sell'],
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
    const { ephemeral, runId } = await runJson<{ ephemeral: boolean; runId: null }>(['backtest', 'run', '--file', bars, '--strategy', 'sma-cross', '--ephemeral'], dataDir('none'));
    expect([ephemeral, runId]).toEqual([true, null]);
    expect(() => readdirSync(dataDir('none'))).toThrow('ENOENT');
  });

  it('gives the same hash for the same run, another for other costs', async () => {
    const hashOf = async (...more: string[]) => (await runJson<{ hash: string }>(['backtest', 'run', '--file', bars, '--strategy', 'sma-cross', ...more], dataDir('hashes'))).hash;
    const first = await hashOf();
    expect(await hashOf()).toBe(first);
    expect(await hashOf('--commission', '0.001')).not.toBe(first);
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
    expect([exitCode, err.trim()]).toEqual([1, 'tapedeck: Trading is halted: enough for today']);
    await runJson(['risk', 'resume'], home);
    expect(await runJson(['orders', 'place', '--symbol', 'SIM:ACME', '--side', 'buy', '--quantity', '1'], home)).toMatchObject({ status: 'filled' });
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
