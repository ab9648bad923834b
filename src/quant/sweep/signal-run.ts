import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import { profiles, type Profile } from '../engine/profiles.ts';
import { buyIntent, closeIntent, intentFor, sellIntent, type SignalList } from '../engine/signals.ts';
import { roundHalfEven } from '../fills/round-half-even.ts';
import { worsen } from '../fills/worsen.ts';
import type { TrialFigures } from './figures.ts';
import type { RunWindow } from './run-window.ts';

const fractionalLot = 1e-8;

/**
 * Why signals cannot be traded this way and every bar has to be asked; null where they can. Market orders of the run's own size under
 * any costs, leverage, fill and sizing of the profile `tapedeck`.
 */
export function whyNotVectorised(settings: BacktestSettings): string | null {
  const profile = profiles[settings.profile];
  const unknown = Object.entries(settings).find(([name, value]) => !knownSettings.has(name) && !isOff(value));
  if (unknown !== undefined) return `of the setting ${unknown[0]}`;
  if (!knownSizes.has(settings.size.kind)) return `sizes by ${settings.size.kind} depend on more than prices`;
  if (settings.hedging) return 'opposite trades may stand side by side';
  if (!profile.reversesByDefault || profile.paysCash || profile.marksAtClose || !profile.fillsWithinBar || profile.endsByReworking) return `of the conventions of ${settings.profile}`;
  return wholeLots(settings) ? null : 'the size is not a whole number of units';
}

/** Settings that the fast path knows; another one that is set asks for the event path. What converts a currency asks for it by its rates. */
const knownSettings: ReadonlySet<string> = new Set([
  'profile', 'cash', 'commissionRate', 'commissionFixed', 'spreadRate', 'slippageRate', 'margin', 'fill', 'intrabar', 'exclusive', 'hedging', 'closeAtEnd', 'size', 'fractional', 'seed', 'conversion',
]);
const knownSizes: ReadonlySet<string> = new Set(['all', 'units', 'fraction', 'notional']);

/** A setting that says nothing: its feature is off. */
const isOff = (value: unknown): boolean => value === undefined || value === null || value === false || value === 0;

/** Whether an order for units is for whole ones; else the event path says what is wrong with it. */
function wholeLots({ size, fractional }: BacktestSettings): boolean {
  return size.kind !== 'units' || fractional || Number.isInteger(size.units);
}

/**
 * Trades a list of intents over typed arrays: the account, fills, costs and figures of the event path, with work at the bars of intents
 * and one pass over the bars in which something is held. One instance serves any number of trials, one after another.
 */
export class SignalRun implements TrialFigures {
  return = Number.NaN;
  maxDrawdown = Number.NaN;
  sharpe = Number.NaN;
  trades = 0;
  readonly #bars: BarColumns;
  readonly #window: RunWindow;
  readonly #settings: BacktestSettings;
  readonly #profile: Profile;
  readonly #lotSize: number;
  readonly #leverage: number;
  readonly #barSpread: number;
  readonly #entrySpread: number;
  readonly #fillsOnClose: boolean;
  #cash = 0;
  /** Signed; 0 is flat. */
  #lots = 0;
  /** Price of a lot at the entry. */
  #entryValue = 0;
  #peak = 0;
  /** Lowest equity as a share of the peak before it. */
  #worst = 1;
  #sum = 0;
  #squares = 0;
  /** Equity at the end of the last period; NaN before the first. */
  #previous = Number.NaN;
  #first = Number.NaN;
  #last = Number.NaN;

  constructor(bars: BarColumns, settings: BacktestSettings, window: RunWindow) {
    this.#bars = bars;
    this.#window = window;
    this.#settings = settings;
    this.#profile = profiles[settings.profile];
    this.#lotSize = settings.fractional ? fractionalLot : 1;
    this.#leverage = 1 / settings.margin;
    this.#barSpread = this.#profile.barSpread(settings.spreadRate);
    this.#entrySpread = this.#profile.entrySpread(settings.spreadRate);
    this.#fillsOnClose = settings.fill === 'same-close';
  }

  /**
   * Trades the intents of the window's bars from the first on which every column has a value. False where the trial needs the event
   * path: it is ruined, or would hold two trades at once. Its figures are then not set.
   */
  run(list: SignalList, warmup: number): boolean {
    const { from, to, tradeFrom } = this.#window;
    const first = Math.max(tradeFrom, warmup + this.#profile.barsAfterWarmup);
    this.#start();
    let at = from;
    for (let k = 0; k < list.count; k++) {
      const bar = list.bars[k];
      if (bar < first) continue;
      const fillBar = this.#fillsOnClose ? bar : bar + 1;
      if (fillBar >= to) break;
      const bits = intentFor(list.intents[k], this.#lots);
      if (bits === 0) continue;
      this.#mark(at, fillBar);
      at = fillBar;
      if (this.#fillsOnClose && this.#equity(this.#bars.close[bar]) <= 0) return false;
      if (!this.#trade(bits, this.#fillsOnClose ? this.#bars.close[bar] : this.#bars.open[fillBar])) return false;
    }
    if (this.#settings.closeAtEnd && this.#lots !== 0) {
      this.#mark(at, to - 1);
      at = Math.max(at, to - 1);
      if (!this.#endAtClose(to - 1)) return false;
    }
    this.#mark(at, to);
    if (this.#worst <= 0 || this.#peak <= 0) return false;
    this.#finish();
    return true;
  }

  #start(): void {
    this.#cash = this.#last = this.#settings.cash;
    this.#peak = Number.NEGATIVE_INFINITY;
    this.#lots = 0;
    this.#worst = 1;
    this.#sum = this.#squares = this.trades = 0;
    this.#previous = this.#first = Number.NaN;
  }

  #equity(mark: number): number {
    return this.#cash + this.#lots * (mark * this.#lotSize - this.#entryValue);
  }

  /** Price at which a market order fills. */
  #priceOf(isBuy: boolean, base: number): number {
    return worsen(isBuy, base * (isBuy ? 1 + this.#barSpread : 1 - this.#barSpread), this.#settings.slippageRate);
  }

  /** Does what is asked for; false where that would be a second trade beside the open one. */
  #trade(bits: number, base: number): boolean {
    if ((bits & closeIntent) !== 0) {
      this.#close(this.#priceOf(this.#lots < 0, base));
      return true;
    }
    const isBuy = (bits & buyIntent) !== 0;
    if (!isBuy && (bits & sellIntent) === 0) return true;
    const isSameSide = this.#lots !== 0 && this.#lots > 0 === isBuy;
    if (isSameSide && !this.#settings.exclusive) return this.#lotsAt(this.#priceOf(isBuy, base), isBuy) === 0;
    if (this.#lots !== 0) this.#close(this.#priceOf(this.#lots < 0, base));
    this.#open(isBuy, this.#priceOf(isBuy, base));
    return true;
  }

  #close(price: number): void {
    const lots = this.#lots;
    const gross = lots * (price * this.#lotSize - this.#entryValue);
    const fee = this.#profile.fee(this.#settings, Math.abs(lots) * this.#lotSize, price);
    this.#cash += gross - fee;
    this.#lots = 0;
    this.trades += 1;
  }

  #open(isBuy: boolean, price: number): void {
    const lots = this.#lotsAt(price, isBuy);
    if (lots === 0) return;
    const entryPrice = worsen(isBuy, price, this.#entrySpread);
    this.#lots = isBuy ? lots : -lots;
    this.#entryValue = entryPrice * this.#lotSize;
    this.#cash -= this.#profile.fee(this.#settings, lots * this.#lotSize, entryPrice);
  }

  /** How many lots an order of the usual size opens at a price; 0 where it cannot be afforded. */
  #lotsAt(price: number, isBuy: boolean): number {
    const { size, commissionFixed, commissionRate } = this.#settings;
    const lotSize = this.#lotSize;
    const entryPrice = worsen(isBuy, price, this.#entrySpread) * lotSize;
    const used = (Math.abs(this.#lots) * (price * lotSize)) / this.#leverage;
    const power = { available: Math.max(0, this.#equity(price) - used), leverage: this.#leverage };
    const { sizing, wholeShare } = this.#profile;
    const cost = { size: wholeShare, entryPrice, price: price * lotSize, commissionFixed, commissionRate };
    let lots: number;
    if (size.kind === 'all') lots = sizing.lotsForShare(cost, power);
    else if (size.kind === 'fraction') lots = sizing.lotsForShare({ ...cost, size: Math.min(size.fraction, wholeShare) }, power);
    else if (size.kind === 'notional') lots = Math.floor(size.notional / entryPrice);
    else lots = size.kind === 'units' ? roundHalfEven(size.units / lotSize, 0) : 0;
    return lots > 0 && sizing.isAffordable(lots, size.kind === 'notional' || size.kind === 'units' ? { ...cost, size: lots } : cost, power) ? lots : 0;
  }

  /** Takes the equity at the closes of some bars into the figures. */
  #mark(from: number, to: number): void {
    if (from >= to) return;
    if (this.#lots === 0) this.#markFlat(from, to);
    else this.#markHeld(Number.isNaN(this.#previous) ? this.#markFirstPeriod(from, to) : from, to);
  }

  #markFlat(from: number, to: number): void {
    const cash = this.#cash;
    const { nextPeriodEnd, from: start } = this.#window;
    if (from === start) this.#first = cash;
    this.#take(cash);
    if (nextPeriodEnd[from] < to) {
      const share = cash / this.#previous - 1;
      if (!Number.isNaN(share)) {
        this.#sum += share;
        this.#squares += share * share;
      }
      this.#previous = cash;
    }
    this.#last = cash;
  }

  /** Holding before the first period has ended: there is no return yet. Gives the bar after that end. */
  #markFirstPeriod(from: number, to: number): number {
    const { nextPeriodEnd, from: start } = this.#window;
    const end = nextPeriodEnd[from];
    const stop = Math.min(to, end + 1);
    for (let i = from; i < stop; i++) this.#take(this.#equity(this.#bars.close[i]));
    if (from === start) this.#first = this.#equity(this.#bars.close[from]);
    this.#last = this.#equity(this.#bars.close[stop - 1]);
    if (end < to) this.#previous = this.#last;
    return stop;
  }

  #take(equity: number): void {
    if (equity > this.#peak) this.#peak = equity;
    else if (equity < this.#worst * this.#peak) this.#worst = equity / this.#peak;
  }

  #markHeld(from: number, to: number): void {
    if (from >= to) return;
    const { close } = this.#bars;
    const { isPeriodEnd } = this.#window;
    const lotSize = this.#lotSize;
    const [cash, lots, entryValue] = [this.#cash, this.#lots, this.#entryValue];
    let [peak, worst, sum, squares, previous] = [this.#peak, this.#worst, this.#sum, this.#squares, this.#previous];
    let lowest = worst * peak;
    let equity = this.#last;
    for (let i = from; i < to; i++) {
      equity = cash + lots * (close[i] * lotSize - entryValue);
      if (equity > peak) {
        peak = equity;
        lowest = worst * peak;
      } else if (equity < lowest) {
        worst = equity / peak;
        lowest = equity;
      }
      if (isPeriodEnd[i] === 1) {
        const share = equity / previous - 1;
        sum += share;
        squares += share * share;
        previous = equity;
      }
    }
    this.#peak = peak;
    this.#worst = worst;
    this.#sum = sum;
    this.#squares = squares;
    this.#previous = previous;
    this.#last = equity;
  }

  /** Closes what is open at the last close; false where that close is ruin. */
  #endAtClose(bar: number): boolean {
    const close = this.#bars.close[bar];
    if (this.#equity(close) <= 0) return false;
    this.#close(worsen(this.#lots < 0, close, this.#barSpread));
    return true;
  }

  #finish(): void {
    const { returns, periodsPerYear } = this.#window;
    if (this.#lots !== 0) this.trades += 1;
    this.return = this.#last / this.#first - 1;
    this.maxDrawdown = this.#worst - 1;
    const mean = this.#sum / returns;
    const variance = returns < 2 ? Number.NaN : (this.#squares - this.#sum * mean) / (returns - 1);
    this.sharpe = (mean / Math.sqrt(variance)) * Math.sqrt(periodsPerYear);
  }
}
