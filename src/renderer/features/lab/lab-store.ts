import { create } from 'zustand';
import type { EngineProfile } from '../../../contract/model/backtest.ts';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { BacktestReport } from '../../../contract/model/report.ts';
import type { Run } from '../../../contract/model/run.ts';

/** In whose words figures are told. */
export type Dialect = 'plain' | 'backtesting.py' | 'quantstats' | 'lean' | 'freqtrade' | 'vectorbt' | 'empyrical' | 'performanceanalytics';

/** What is set for the next run, as it was typed. Rates are in percent. */
export type Setup = {
  readonly strategy: string;
  /** Texts by strategy and parameter; what is missing has its default. */
  readonly params: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly series: SeriesKey | null;
  /** Further ones that share its cash. */
  readonly others: readonly SeriesKey[];
  /** ISO dates, or empty for all bars. */
  readonly from: string;
  readonly to: string;
  readonly cash: string;
  readonly commission: string;
  readonly commissionFixed: string;
  readonly spread: string;
  readonly slippage: string;
  readonly profile: EngineProfile;
  readonly isExclusive: boolean;
  readonly isFractional: boolean;
  readonly closesAtEnd: boolean;
  readonly sizing: 'all' | 'units';
  readonly units: string;
};

export const startSetup: Setup = {
  strategy: 'sma-cross', params: {}, series: null, others: [], from: '', to: '', cash: '10000', commission: '0.1', commissionFixed: '0', spread: '0', slippage: '0',
  profile: 'tapedeck', isExclusive: true, isFractional: false, closesAtEnd: false, sizing: 'all', units: '1',
};

type Lab = {
  readonly setup: Setup;
  /** Set by hand since the window was opened; else the settings of the newest run are taken over. */
  readonly isTouched: boolean;
  /** The run that is under way; followed until it ends. */
  readonly active: Run | null;
  /** A run was asked for before strategies and series were read: it starts when they are. */
  readonly isWaiting: boolean;
  /** Why the last one did not start; null: it did. */
  readonly startFault: string | null;
  readonly report: BacktestReport | null;
  readonly reportState: 'none' | 'loading' | 'ready' | 'failed';
  readonly reportFault: string | null;
  /** First trade of the page that is shown. */
  readonly tradesFrom: number;
  /** Index of the trade that table, chart and curve point at. */
  readonly chosenTrade: number | null;
  /** The bar that the microscope shows, and the one that a click on the price asked it for. null: it is not open. */
  readonly lookedAt: { readonly timeMs: number; readonly askedMs: number | null } | null;
  readonly dialect: Dialect;
  /** Grows when the list of runs should be asked for again. */
  readonly runsRound: number;
};

/** The one state of the lab's panels. */
export const useLab = create<Lab>(() => ({
  setup: startSetup, isTouched: false, active: null, isWaiting: false, startFault: null, report: null, reportState: 'none', reportFault: null, tradesFrom: 0, chosenTrade: null, lookedAt: null,
  dialect: 'plain', runsRound: 0,
}));

export const changeSetup = (changes: Partial<Setup>): void => useLab.setState(({ setup }) => ({ setup: { ...setup, ...changes }, isTouched: true, isWaiting: false, startFault: null }));

export const changeParam = (strategy: string, name: string, text: string): void =>
  useLab.setState(({ setup }) => ({
    setup: { ...setup, params: { ...setup.params, [strategy]: { ...setup.params[strategy], [name]: text } } }, isTouched: true, isWaiting: false, startFault: null,
  }));

export const chooseTrade = (chosenTrade: number | null): void => useLab.setState({ chosenTrade });
/** Asks the microscope for a moment; nothing happens where it is not open. */
export const lookAt = (askedMs: number): void => useLab.setState(({ lookedAt }) => (lookedAt === null ? {} : { lookedAt: { ...lookedAt, askedMs } }));
export const chooseDialect = (dialect: Dialect): void => useLab.setState({ dialect });
export const reloadRuns = (): void => useLab.setState(({ runsRound }) => ({ runsRound: runsRound + 1 }));
