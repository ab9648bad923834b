import type { BacktestSettings } from '../../contract/model/backtest.ts';
import { QuantError } from '../error.ts';
import { profiles } from './profiles.ts';

/** What other engines do not have; backtrader alone has commissions for each unit. */
const ownSettings = ['commissionPerUnit', 'commissionMinimum', 'commissionMakerRate', 'commissionTiers', 'impact', 'maxVolumeShare', 'maintenanceMargin', 'borrowRate', 'lots', 'conversion'] as const;

/** Refuses settings that contradict each other or that the profile would ignore: a recorded run must not claim what it did not do. */
export function checkSettings(settings: BacktestSettings): void {
  const { profile, intrabar, exclusive, hedging, margin, maintenanceMargin, commissionTiers, lots } = settings;
  if (exclusive && hedging) {
    throw new QuantError('SETTINGS_CONFLICT', 'Exclusive orders close what is open and hedging keeps it open; choose one of exclusive and hedging.');
  }
  const beyond = ownSettings.find((name) => settings[name] !== undefined && !(profile === 'backtrader' && name === 'commissionPerUnit'));
  if (profile !== 'tapedeck' && (beyond !== undefined || intrabar === 'magnify')) {
    throw new QuantError('SETTINGS_CONFLICT', `The engine of the profile ${profile} knows nothing like ${beyond ?? 'intrabar magnify'}; leave it out or choose the profile tapedeck.`);
  }
  if (maintenanceMargin !== undefined && maintenanceMargin > margin) {
    throw new QuantError('SETTINGS_CONFLICT', `The maintenance margin of ${maintenanceMargin} is above the margin of ${margin} with which positions are opened; each would be closed at once.`);
  }
  if (commissionTiers?.some((tier, k) => k > 0 && tier.fromValue <= (commissionTiers[k - 1]?.fromValue ?? 0)) === true) {
    throw new QuantError('SETTINGS_CONFLICT', 'The tiers of commission must ascend, each from a higher value traded than the one before.');
  }
  if (lots !== undefined && hedging) {
    throw new QuantError('SETTINGS_CONFLICT', `With hedging no order closes trades on the other side, so lots ${lots} would mean nothing; leave one of the two out.`);
  }
  if (intrabar === 'optimistic' && !profiles[profile].readsOptimistically) {
    throw new QuantError(
      'SETTINGS_CONFLICT', `Under the profile ${profile} every bar is read pessimistically; leave out intrabar optimistic or choose another profile.`);
  }
}
