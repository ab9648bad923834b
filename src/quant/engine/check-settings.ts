import type { BacktestSettings } from '../../contract/model/backtest.ts';
import { QuantError } from '../error.ts';
import { profiles } from './profiles.ts';

/** Refuses settings that contradict each other or that the profile would ignore: a recorded run must not claim what it did not do. */
export function checkSettings({ profile, intrabar, exclusive, hedging }: BacktestSettings): void {
  if (exclusive && hedging) {
    throw new QuantError('SETTINGS_CONFLICT', 'Exclusive orders close what is open and hedging keeps it open; choose one of exclusive and hedging.');
  }
  if (intrabar === 'optimistic' && !profiles[profile].readsOptimistically) {
    throw new QuantError(
      'SETTINGS_CONFLICT', `Under the profile ${profile} every bar is read pessimistically; leave out intrabar optimistic or choose another profile.`);
  }
}
