import type { BacktestSettings } from '../../contract/model/backtest.ts';
import { computeFee } from '../fills/compute-fee.ts';
import type { Profile } from './profiles.ts';

/** The costs that sizes are held against: never less than what a fill costs. */
export type CostBound = { readonly commissionFixed: number; readonly commissionRate: number; readonly commissionPerUnit: number };

/** What fills of a symbol cost, in the currency of the account. */
export type Fees = Pick<FeeBook, 'bound' | 'charge'>;

/** Commissions of a run: they may depend on what was traded before. */
export class FeeBook {
  readonly bound: CostBound;
  readonly #settings: BacktestSettings;
  readonly #profile: Profile;
  readonly #isPlain: boolean;
  #month = NaN;
  #tradedInMonth = 0;

  constructor(settings: BacktestSettings, profile: Profile) {
    const { commissionRate, commissionFixed, commissionPerUnit = 0, commissionMinimum = 0, commissionMakerRate = 0, commissionTiers } = settings;
    this.#settings = settings;
    this.#profile = profile;
    this.#isPlain = settings.commissionPerUnit === undefined && settings.commissionMinimum === undefined && settings.commissionMakerRate === undefined && commissionTiers === undefined;
    const rates = commissionTiers === undefined ? [] : commissionTiers.map((tier) => tier.rate);
    this.bound = { commissionFixed: commissionFixed + commissionMinimum, commissionRate: Math.max(commissionRate, commissionMakerRate, ...rates), commissionPerUnit };
  }

  /** Commission of a fill, which counts towards its month. */
  charge(units: number, price: number, isMaker: boolean, timeMs: number): number {
    if (this.#isPlain || this.#profile.paysCash) return this.#profile.fee(this.#settings, units, price);
    const month = monthOf(timeMs);
    if (month !== this.#month) {
      this.#month = month;
      this.#tradedInMonth = 0;
    }
    const { commissionFixed: fixed, commissionPerUnit: perUnit = 0, commissionMinimum: minimum = 0, commissionMakerRate } = this.#settings;
    const rate = isMaker && commissionMakerRate !== undefined ? commissionMakerRate : this.#rate();
    this.#tradedInMonth += units * price;
    return computeFee({ fixed, rate, perUnit, minimum }, units, price);
  }

  /** The rate of the highest tier that was reached by what was traded in the month before this fill. */
  #rate(): number {
    const { commissionTiers, commissionRate } = this.#settings;
    let rate = commissionRate;
    if (commissionTiers !== undefined) for (const tier of commissionTiers) if (this.#tradedInMonth >= tier.fromValue) rate = tier.rate;
    return rate;
  }
}

/** Calendar months in UTC since 1970. */
function monthOf(timeMs: number): number {
  const date = new Date(timeMs);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
