import { describe, expect, it } from 'vitest';
import { crossingRun, type TestRun } from '../test-run.ts';
import { exportRun } from './export-run.ts';

const evil = '<script>alert("1")</script><img src=x onerror=alert(1)> & \'"';
const named = { runId: 'run-1', title: 'sma-cross 5/20 on ACME' };

describe('a run as a page', () => {
  const { result, data }: TestRun = crossingRun();
  const page = exportRun('html', named, result, data, null);

  it('stands alone: it asks for nothing and runs nothing', () => {
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/<(script|link|img|iframe|object|embed|base|form|video|audio)\b|\son\w+=|@import|url\(|https?:\/\/(?!www\.w3\.org)/i);
    expect(page).toContain('default-src \'none\'');
    expect(page.match(/<svg /g)?.length, 'pictures').toBeGreaterThanOrEqual(8);
  });

  it('says the figures, the settings and the trades of the run', () => {
    const text = page.replaceAll(/<[^>]+>/g, ' ');
    expect(text).toContain(`${(Number(result.metrics['totalReturn']) * 100).toFixed(2).replace('-', '\u2212')}%`);
    for (const part of ['Growth in all', 'Against ACME, held', 'Rolling figures', 'Exposure', 'Costs', 'Worst falls', 'commissionRate', result.hash, data[0]?.key?.instrumentId.split(':')[1] ?? '']) expect(text).toContain(part);
    expect(page.match(/<td>signal<\/td>|<td>reversal<\/td>/g)).toHaveLength(result.trades.length);
  });

  it('lets no text of a run become a tag, wherever it stands', () => {
    const strange = {
      ...result, hash: evil,
      spec: { ...result.spec, strategy: evil, params: { [evil]: 1 }, engineVersion: evil, data: result.spec.data.map((one) => ({ ...one, symbol: evil, fingerprint: evil })) },
      trades: result.trades.map((trade) => ({ ...trade, symbol: evil })), dialects: { [evil]: { [evil]: evil } },
      warnings: [{ code: 'never-asked' as const, message: evil }],
    };
    const verdict = {
      runId: 'run-1', grade: 'lucky' as const, headline: evil, reasons: [{ check: 'profit' as const, title: evil, value: 1, threshold: 2, passed: false, isDecisive: true, sentence: evil }],
      trials: { hypothesis: null, count: 1, isWhole: true, sharpeDeviation: null, sentence: evil }, returns: 1, periodsPerYear: 252, sharpe: null, sharpeError: null, probabilisticSharpe: null, expectedBestSharpe: null, deflatedSharpe: null,
      minimumTrackRecord: null, overfitting: null, randomEntry: null, monteCarlo: null, lookAhead: null, data: null,
    };
    const written = exportRun('html', { runId: evil, title: evil }, strange, data, verdict);
    expect(written).not.toMatch(/<script|<img/i);
    expect(written.match(/&lt;script&gt;alert\(&quot;1&quot;\)/g)?.length).toBeGreaterThan(10);
    // In attributes, too: every tag is one of ours.
    expect(written.match(/<[a-z][^>]*onerror/gi)).toBeNull();
  });

  it('is made of a run without bars, without trades and of one bar', () => {
    expect(exportRun('html', named, result, [null], null)).not.toContain('Exposure</h2>');
    const still = { ...result, trades: [], fills: [], equity: { time: [0], value: [10_000] } };
    expect(exportRun('html', named, still, [null], null)).toContain('0 trades');
  });
});

describe('a run as CSV', () => {
  const { result, data } = crossingRun();

  it('has a row for each trade, with moments in UTC', () => {
    const [head, ...rows] = exportRun('trades', named, result, data, null).trimEnd().split('\r\n');
    expect(head).toBe('number,symbol,side,size,entry_time,entry_price,exit_time,exit_price,pnl,return,commission,carry,exit_reason');
    expect(rows).toHaveLength(result.trades.length);
    const [first] = result.trades;
    expect(rows[0]?.split(',').slice(0, 6)).toEqual(['1', 'ACME', first?.side, String(first?.size), new Date(first?.entryTimeMs ?? 0).toISOString(), String(first?.entryPrice)]);
  });

  it('has a row for each bar, with the fall from the peak', () => {
    const rows = exportRun('equity', named, result, data, null).trimEnd().split('\r\n').slice(1).map((row) => row.split(','));
    expect(rows).toHaveLength(result.equity.time.length);
    expect(rows.map(([, value]) => Number(value))).toEqual(result.equity.value);
    expect(Math.min(...rows.map((row) => Number(row[2])))).toBeCloseTo(Number(result.metrics['maxDrawdown']), 12);
  });

  it('gives a spreadsheet no formula and no broken row', () => {
    const odd = { ...result, trades: result.trades.slice(0, 2).map((trade, k) => ({ ...trade, symbol: ['=cmd|"x"', 'A,"B"'][k] ?? '' })) };
    const rows = exportRun('trades', named, odd, data, null).split('\r\n');
    expect(rows[1]).toContain('"\'=cmd|""x"""');
    expect(rows[2]).toContain('"A,""B"""');
  });
});
