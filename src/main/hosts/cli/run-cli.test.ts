import { describe, expect, it } from 'vitest';
import { version } from '../../version.ts';
import { runCli } from './run-cli.ts';

/** Runs a command line that ends before anything is opened. */
async function say(...argv: string[]): Promise<{ exitCode: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const exitCode = await runCli(argv, { out: (text) => out.push(text), err: (text) => err.push(text), signal: new AbortController().signal });
  return { exitCode, out: out.join('\n'), err: err.join('\n') };
}

describe('the command line', () => {
  it('has a version, and leaves a command its own', async () => {
    expect(await say('--version')).toEqual({ exitCode: 0, out: version, err: '' });
    expect(await say('settings', 'patch', '--version', 'x')).toEqual({ exitCode: 2, out: '', err: 'tapedeck: --version must be a number, not "x".' });
  });
  it.each([
    [['orders', 'place', '--symbol', 'SIM:ACME', '--side', 'buy', '--quantity', 'abc'], 'tapedeck: --quantity must be a decimal number such as "12.5" with at most 8 digits after the point, not "abc".'],
    [['orders', 'place', '--symbol', 'acme', '--side', 'buy', '--quantity', '1'], 'tapedeck: --symbol must look like VENUE:SYMBOL, for example SIM:ACME, not "acme".'],
    [['backtest', 'run', '--file', 'x.csv', '--strategy', 's', '--seed', '1.5'], 'tapedeck: --seed must be a whole number, not "1.5".'],
    [['backtest', 'start', '--symbol', 'FILE:X', '--strategy', 's', '--timeframe', 'day'], 'tapedeck: --timeframe must be a number and one of s, m, h, d, w, such as "15m", not "day".'],
    [['market', 'history', '--instrument-id', 'SIM:ACME', '--timeframe', '1d', '--limit', 'many'], 'tapedeck: --limit must be a number, not "many".'],
    [['orders', 'list', '--data-dir', ''], 'tapedeck: --data-dir must name a folder; leave it out for the usual one, not "".'],
  ])('ends with 2 and one sentence: %j', async (argv, sentence) => {
    expect(await say(...argv)).toEqual({ exitCode: 2, out: '', err: sentence });
  });
});
