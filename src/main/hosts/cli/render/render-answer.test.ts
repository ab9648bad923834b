import { describe, expect, it } from 'vitest';
import { renderAnswer, renderEntry } from './render-answer.ts';

describe('an answer for people', () => {
  it('is a table where it is a list: numbers on the right, empty columns left out', () => {
    const list = [{ orderId: 'a', filledQuantity: '5', price: 1.5, isOpen: true, reason: null }, { orderId: 'bcd', filledQuantity: '100', price: null, isOpen: false, reason: null }];
    expect(renderAnswer('some.list', list)).toBe([
      'order  filled quantity  price  open',
      'a                    5    1.5  yes',
      'bcd                100      –  no',
    ].join('\n'));
  });
  it('shows the chosen columns of a known list', () => {
    expect(renderAnswer('backtests.list', [{ runId: 'r', kind: 'backtest', title: 't', status: 'done', progress: 1, failure: null, createdAt: '2026-01-05T15:00:00.000Z' }])).toBe([
      'run  title  status  progress  created at               failure',
      'r    t      done           1  2026-01-05 15:00:00 UTC        –',
    ].join('\n'));
  });
  it('is a sentence with what to do where the list is empty', () => {
    expect(renderAnswer('data.series', [])).toBe('No bars are stored yet; `tapedeck import FILE.csv` brings some.');
    expect(renderAnswer('risk.resume', {})).toBe('Done.');
  });
  it('is names and values where it is one thing, lists inside it after them', () => {
    expect(renderAnswer('system.health', { status: 'ready', clock: { at: '2026-01-05T00:00:00.000Z', zone: null }, parts: [{ name: 'market', status: 'ok' }], tags: [] })).toBe(
      ['status      ready', 'clock at    2026-01-05', 'clock zone  –', 'tags        –', '', 'parts', 'name    status', 'market  ok'].join('\n'),
    );
  });
  it('is a table where it holds columns of a series', () => {
    const page = { instrumentId: 'SIM:ACME', time: ['2026-01-05T00:00:00.000Z', '2026-01-06T00:00:00.000Z'], close: [1.234567, 20] };
    expect(renderAnswer('market.history', page)).toBe(['instrument  SIM:ACME', '', 'time         close', '2026-01-05  1.2346', '2026-01-06      20'].join('\n'));
  });
  it('shows the first twenty of a list inside it and how many more there are', () => {
    const lines = renderAnswer('x.y', { items: Array.from({ length: 25 }, (_, i) => ({ i })) }).split('\n');
    expect([lines.length, lines.at(-1)]).toEqual([23, '… and 5 more; --json shows all.']);
  });
});

describe('an entry of a stream', () => {
  it('is one line without what is not there', () => {
    expect(renderEntry({ instrumentId: 'SIM:ACME', bid: 1.5, ask: null })).toBe('instrument SIM:ACME  bid 1.5');
    expect(renderEntry([{ seq: 1, order: { status: 'filled' } }, { seq: 2 }])).toBe('seq 1  order status filled\nseq 2');
  });
});
