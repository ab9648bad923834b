import { beforeEach, expect, it } from 'vitest';
import type { BacktestReport, ReportTrade } from '../../../contract/model/report.ts';
import { useNotices } from '../../app/notices.ts';
import { chooseTradeAt } from './choose-trade-at.ts';
import { chooseTrade, useLab } from './lab-store.ts';

const rows = [{ index: 10, entryTimeMs: 100, exitTimeMs: 200 }, { index: 11, entryTimeMs: 200, exitTimeMs: 300 }] as ReportTrade[];
const page = (from: number, total: number): BacktestReport['trades'] => ({ total, from, rows, won: 0, lost: 0, pnl: 0, commission: 0 });
const titles = (): string[] => useNotices.getState().shown.map(({ title }) => title);

beforeEach(() => {
  useNotices.setState({ shown: [] });
  chooseTrade(null);
});

it('chooses the trade of a moment on this page', () => {
  chooseTradeAt(page(10, 30), 250);
  expect([useLab.getState().chosenTrade, titles()]).toEqual([11, []]);
});

it.each([[50, 'an earlier'], [350, 'a later']])('says of the moment %d that its trade is on %s page', (timeMs, where) => {
  chooseTradeAt(page(10, 30), timeMs);
  expect([useLab.getState().chosenTrade, titles()]).toEqual([null, [`The trade of that moment is on ${where} page`]]);
});

it('takes the nearest where there are no other pages', () => {
  chooseTradeAt(page(0, 2), 350);
  expect(useLab.getState().chosenTrade).toBe(11);
});
