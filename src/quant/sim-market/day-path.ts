import { normal, uniform } from '../random/index.ts';
import { isTradingDay } from './calendar.ts';
import { usualMarketVolatility, usualSectorVolatility } from './deviation.ts';
import type { Listing } from './listing.ts';
import { keyOf } from './streams.ts';

/** The first day that has a price: 2020-01-01. Before it the simulated exchange did not exist. */
export const firstDay = 18_262;

/** What a whole day is like for everything listed. */
type DayClimate = { readonly marketReturn: number; readonly volatility: number };

/** Daily drift and volatility of the market in quiet, bull and bear times, and the chance to leave each. */
const regimes = [
  { drift: 0.0004, volatility: usualMarketVolatility, leave: 0.02 },
  { drift: 0.0009, volatility: 0.01, leave: 0.015 },
  { drift: -0.0012, volatility: 0.019, leave: 0.035 },
] as const;

/** How long volatility remembers, and how much it moves of itself. */
const persistence = 0.94;
const volatilityOfVolatility = 0.16;
const jumpChance = 0.012;
/** Share of its distance from the first price that a log price comes back each day: half in two years, so that no price leaves what its steps can say. */
const dailyPull = 0.001;

/**
 * Days of the simulated market as a pure function of the seed. Regimes are a Markov chain, volatility is a log-AR(1) process on top
 * (Taylor 1986), jumps come rarely; each day follows from the one before, so the path is kept and extended when a later day is asked for.
 */
export class DayPath {
  readonly #seed: number;
  readonly #market: number;
  readonly #regimeKey: number;
  readonly #climate: DayClimate[] = [];
  readonly #logPrices = new Map<string, number[]>();
  #regime = 0;
  #logVolatility = 0;

  constructor(seed: number) {
    this.#seed = seed;
    this.#market = keyOf(seed, 'market');
    this.#regimeKey = keyOf(seed, 'regime');
  }

  /** The market's volatility of a day, relative to a usual one. */
  volatility(day: number): number {
    this.#extendClimate(day);
    return this.#climate[day - firstDay]?.volatility ?? 1;
  }

  /** Log price at the end of a day; a day without trading keeps the one before. Funds have none: they are worth their members. */
  logClose(listing: Listing, day: number): number {
    const prices = this.#logPrices.get(listing.symbol) ?? [Math.log(listing.firstPrice)];
    this.#logPrices.set(listing.symbol, prices);
    if (firstDay + prices.length <= day) this.#extendPrices(prices, listing, day);
    return prices[Math.max(0, day - firstDay)]!;
  }

  #extendPrices(prices: number[], listing: Listing, untilDay: number): void {
    this.#extendClimate(untilDay);
    const key = keyOf(this.#seed, 'instrument', listing.symbol);
    const home = Math.log(listing.firstPrice);
    const sectorKey = listing.sector === null ? null : keyOf(this.#seed, 'sector', listing.sector);
    for (let day = firstDay + prices.length; day <= untilDay; day++) {
      const { marketReturn, volatility } = this.#climate[day - firstDay]!;
      const last = prices[prices.length - 1]!;
      if (!isTradingDay(listing.calendar, day)) {
        prices.push(last);
        continue;
      }
      const sector = sectorKey === null ? 0 : usualSectorVolatility * volatility * normal(sectorKey, day);
      const jump = uniform(key, day, 7) < jumpChance ? 4 * listing.ownVolatility * normal(key, day, 8) : 0;
      const own = listing.ownVolatility * Math.sqrt(volatility) * normal(key, day);
      prices.push(last + dailyPull * (home - last) + listing.marketBeta * marketReturn + listing.sectorBeta * sector + own + jump);
    }
  }

  #extendClimate(untilDay: number): void {
    for (let day = firstDay + this.#climate.length; day <= untilDay; day++) {
      const { leave } = regimes[this.#regime]!;
      if (uniform(this.#regimeKey, day) < leave) this.#regime = (this.#regime + 1 + Math.floor(2 * uniform(this.#regimeKey, day, 1))) % 3;
      this.#logVolatility = persistence * this.#logVolatility + volatilityOfVolatility * normal(this.#regimeKey, day, 2);
      const regime = regimes[this.#regime]!;
      const volatility = (regime.volatility / usualMarketVolatility) * Math.exp(this.#logVolatility);
      this.#climate.push({ volatility, marketReturn: regime.drift + usualMarketVolatility * volatility * normal(this.#market, day) });
    }
  }
}
