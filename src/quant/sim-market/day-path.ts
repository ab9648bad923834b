import { normal, uniform } from '../random/index.ts';
import { isTradingDay } from './calendar.ts';
import type { Listing } from './listing.ts';

/** The first day that has a price: 2020-01-01. Before it the simulated exchange did not exist. */
export const firstDay = 18_262;

/** What a whole day is like for everything listed. */
type DayClimate = { readonly marketReturn: number; readonly volatility: number };

/** Streams of random numbers that belong to no instrument. */
const marketStream = 1;
const regimeStream = 2;
export const sectorStream = (sector: string): number => Array.from(sector).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7) + 1_000;
export const instrumentStream = (symbol: string): number => sectorStream(`${symbol}#`) + 2_000_000;

/** Daily drift and volatility of the market in quiet, bull and bear times, and the chance to leave each. */
const regimes = [
  { drift: 0.0004, volatility: 0.007, leave: 0.02 },
  { drift: 0.0009, volatility: 0.01, leave: 0.015 },
  { drift: -0.0012, volatility: 0.019, leave: 0.035 },
] as const;

/** How long volatility remembers, and how much it moves of itself. */
const persistence = 0.94;
const volatilityOfVolatility = 0.16;
const jumpChance = 0.012;
const sectorVolatility = 0.005;

/**
 * Days of the simulated market as a pure function of the seed. Regimes are a Markov chain, volatility is a log-AR(1) process on top
 * (Taylor 1986), jumps come rarely; each day follows from the one before, so the path is kept and extended when a later day is asked for.
 */
export class DayPath {
  readonly #seed: number;
  readonly #climate: DayClimate[] = [];
  readonly #logPrices = new Map<string, number[]>();
  #regime = 0;
  #logVolatility = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** The market's volatility of a day, relative to a usual one. */
  volatility(day: number): number {
    this.#extendClimate(day);
    return this.#climate[day - firstDay]?.volatility ?? 1;
  }

  /** Log price at the end of a day; a day without trading keeps the one before. */
  logClose(listing: Listing, day: number): number {
    const prices = this.#logPrices.get(listing.symbol) ?? [Math.log(listing.firstPrice)];
    this.#logPrices.set(listing.symbol, prices);
    this.#extendClimate(day);
    for (let at = firstDay + prices.length; at <= day; at++) {
      prices.push(prices[prices.length - 1]! + (isTradingDay(listing.calendar, at) ? this.#dayReturn(listing, at) : 0));
    }
    return prices[Math.max(0, day - firstDay)]!;
  }

  #dayReturn(listing: Listing, day: number): number {
    const { marketReturn, volatility } = this.#climate[day - firstDay]!;
    const stream = instrumentStream(listing.symbol);
    const sector = listing.sector === null ? 0 : sectorVolatility * volatility * normal(this.#seed, sectorStream(listing.sector), day);
    const jump = uniform(this.#seed, stream, day, 7) < jumpChance ? 4 * listing.ownVolatility * normal(this.#seed, stream, day, 8) : 0;
    const own = listing.ownVolatility * Math.sqrt(volatility) * normal(this.#seed, stream, day);
    return listing.marketBeta * marketReturn + listing.sectorBeta * sector + own + jump;
  }

  #extendClimate(untilDay: number): void {
    for (let day = firstDay + this.#climate.length; day <= untilDay; day++) {
      const { leave } = regimes[this.#regime]!;
      if (uniform(this.#seed, regimeStream, day) < leave) this.#regime = (this.#regime + 1 + Math.floor(2 * uniform(this.#seed, regimeStream, day, 1))) % 3;
      this.#logVolatility = persistence * this.#logVolatility + volatilityOfVolatility * normal(this.#seed, regimeStream, day, 2);
      const regime = regimes[this.#regime]!;
      const volatility = (regime.volatility / regimes[0].volatility) * Math.exp(this.#logVolatility);
      this.#climate.push({ volatility, marketReturn: regime.drift + regimes[0].volatility * volatility * normal(this.#seed, marketStream, day) });
    }
  }
}
