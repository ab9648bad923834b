import { expect, test } from 'vitest';
import type { BacktestSettings } from '../../contract/model/backtest.ts';
import { checkSettings } from './check-settings.ts';
import { testSettings } from './test-run.ts';

test.each<[Partial<BacktestSettings>, string]>([
  [{ exclusive: true, hedging: true }, 'choose one of exclusive and hedging'],
  [{ profile: 'backtesting.py', intrabar: 'optimistic' }, 'every bar is read pessimistically'],
  [{ profile: 'backtrader', borrowRate: 0.02 }, 'The engine of the profile backtrader knows nothing like borrowRate'],
  [{ profile: 'backtesting.py', intrabar: 'magnify' }, 'knows nothing like intrabar magnify'],
  [{ margin: 0.25, maintenanceMargin: 0.3 }, 'The maintenance margin of 0.3 is above the margin of 0.25'],
  [{ commissionTiers: [{ fromValue: 100, rate: 0.01 }, { fromValue: 100, rate: 0.005 }] }, 'The tiers of commission must ascend'],
  [{ hedging: true, lots: 'lifo' }, 'lots lifo would mean nothing'],
])('%o is refused in one sentence', (changes, words) => {
  expect(() => checkSettings(testSettings(changes))).toThrow(words);
});

test('what goes together is taken', () => {
  checkSettings(testSettings({ margin: 0.5, maintenanceMargin: 0.25, lots: 'average', maxVolumeShare: 0.1, commissionTiers: [{ fromValue: 0, rate: 0.01 }, { fromValue: 100, rate: 0.005 }] }));
});
