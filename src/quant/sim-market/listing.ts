import type { AssetClass } from '../../contract/model/instrument.ts';
import type { SimCalendar } from './calendar.ts';

/** An invented instrument and how it behaves. */
export type Listing = {
  readonly symbol: string;
  readonly name: string;
  readonly assetClass: AssetClass;
  readonly sector: string | null;
  readonly calendar: SimCalendar;
  readonly currency: string;
  readonly tickSize: number;
  readonly lotSize: number;
  /** Price on the first day. */
  readonly firstPrice: number;
  /** Sensitivity to the market and to its sector, and volatility of its own, a day. */
  readonly marketBeta: number;
  readonly sectorBeta: number;
  readonly ownVolatility: number;
  /** Units traded on a usual day. */
  readonly dailyVolume: number;
  /** Usual distance between bid and ask, in ticks. */
  readonly spreadTicks: number;
  /** Symbols that an exchange-traded fund holds, in equal parts. */
  readonly members: readonly string[];
};

const equity = (symbol: string, name: string, sector: string, firstPrice: number, marketBeta: number, ownVolatility: number, dailyVolume: number): Listing => ({
  symbol, name, sector, firstPrice, marketBeta, ownVolatility, dailyVolume,
  assetClass: 'equity', calendar: 'sim-equity', currency: 'USD', tickSize: 0.01, lotSize: 1, sectorBeta: 1, spreadTicks: 2, members: [],
});

const fund = (symbol: string, name: string, firstPrice: number, members: readonly string[]): Listing => ({
  symbol, name, firstPrice, members, assetClass: 'etf', sector: null, calendar: 'sim-equity', currency: 'USD', tickSize: 0.01, lotSize: 1,
  marketBeta: 1, sectorBeta: 0, ownVolatility: 0, dailyVolume: 20_000_000, spreadTicks: 1,
});

const crypto = (symbol: string, name: string, firstPrice: number, tickSize: number, lotSize: number, ownVolatility: number, dailyVolume: number): Listing => ({
  symbol, name, firstPrice, tickSize, lotSize, ownVolatility, dailyVolume,
  assetClass: 'crypto', sector: 'Crypto', calendar: 'always', currency: 'USD', marketBeta: 0.6, sectorBeta: 2.5, spreadTicks: 3, members: [],
});

const pair = (symbol: string, name: string, firstPrice: number, ownVolatility: number): Listing => ({
  symbol, name, firstPrice, ownVolatility,
  assetClass: 'fx', sector: 'FX', calendar: 'sim-fx', currency: 'USD', tickSize: 0.00001, lotSize: 1, marketBeta: -0.05, sectorBeta: 0.25, dailyVolume: 400_000_000, spreadTicks: 2, members: [],
});

/** Everything listed on the simulated exchange. Names are invented and mean nobody. */
export const listings: readonly Listing[] = [
  equity('ACME', 'Acme Robotics', 'Technology', 148.2, 1.25, 0.011, 9_000_000),
  equity('BYTE', 'Bytewell Systems', 'Technology', 312.5, 1.1, 0.01, 6_500_000),
  equity('QBIT', 'Qubit Foundry', 'Technology', 64.8, 1.6, 0.019, 14_000_000),
  equity('LUMN', 'Lumen Optics', 'Technology', 96.4, 1.3, 0.014, 4_200_000),
  equity('HALE', 'Hale Therapeutics', 'Health', 82.1, 0.75, 0.013, 3_800_000),
  equity('CURA', 'Cura Devices', 'Health', 231.7, 0.7, 0.009, 2_100_000),
  equity('VITA', 'Vitalis Labs', 'Health', 27.3, 0.9, 0.022, 8_600_000),
  equity('BANQ', 'Banque Meridian', 'Finance', 54.6, 1.05, 0.008, 11_000_000),
  equity('LEND', 'Lendmark Group', 'Finance', 38.9, 1.2, 0.012, 7_300_000),
  equity('SURE', 'Surety Mutual', 'Finance', 119.4, 0.8, 0.007, 2_900_000),
  equity('VOLT', 'Volta Grid', 'Energy', 71.2, 0.85, 0.011, 5_400_000),
  equity('DRIL', 'Drillstone', 'Energy', 46.5, 0.95, 0.014, 9_800_000),
  equity('SOLR', 'Solaria Fields', 'Energy', 18.7, 1.45, 0.024, 16_000_000),
  equity('GROC', 'Grocer & Sons', 'Consumer', 63.3, 0.55, 0.006, 6_100_000),
  equity('TOYS', 'Toybox Holdings', 'Consumer', 41.9, 1, 0.013, 3_300_000),
  equity('BREW', 'Brewhouse Lane', 'Consumer', 88.8, 0.6, 0.008, 2_500_000),
  fund('TAPE', 'Tapedeck Broad Market Fund', 420, ['ACME', 'BYTE', 'CURA', 'BANQ', 'VOLT', 'GROC', 'HALE', 'SURE', 'DRIL', 'BREW']),
  fund('TECK', 'Technology Sector Fund', 180, ['ACME', 'BYTE', 'QBIT', 'LUMN']),
  fund('FINX', 'Finance Sector Fund', 60, ['BANQ', 'LEND', 'SURE']),
  fund('NRGY', 'Energy Sector Fund', 75, ['VOLT', 'DRIL', 'SOLR']),
  crypto('ORBUSD', 'Orbit Coin', 41_250, 0.5, 0.0001, 0.018, 28_000),
  crypto('GLMUSD', 'Glimmer', 2_310, 0.05, 0.001, 0.024, 420_000),
  crypto('PIPUSD', 'Pip Token', 0.4215, 0.0001, 1, 0.035, 900_000_000),
  pair('AVLUSD', 'Avalon crown / dollar', 1.0842, 0.0042),
  pair('NORUSD', 'Norland mark / dollar', 1.2715, 0.005),
  pair('KAIUSD', 'Kaido / dollar', 0.6735, 0.0055),
];
