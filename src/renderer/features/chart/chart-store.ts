import { create } from 'zustand';
import type { ChartIndicator } from '../../../contract/model/chart-indicator.ts';
import type { IndicatorInfo } from '../../../contract/model/indicator.ts';
import { notify } from '../../app/notices.ts';
import { addChosen, duplicateChosen, mostIndicators, moveChosen, removeChosen, type KnownIndicators } from './indicators/chosen.ts';

/** An indicator on the chart. */
export type ChosenIndicator = ChartIndicator;

type ChartStore = {
  /** What is drawn over every chart of the desk, from the top down. Kept with it. */
  readonly indicators: readonly ChosenIndicator[];
  /** Heights of the panes that were dragged, where that of the prices is 1. Kept, too. */
  readonly paneShares: Readonly<Record<string, number>>;
  /** Why an indicator cannot be drawn, by its id. */
  readonly faults: Readonly<Record<string, string>>;
};

const ema = (number: number, timePeriod: number, hue: 'ivory' | 'phosphor'): ChosenIndicator =>
  ({ id: `ema-${number}`, name: 'ema', params: { timePeriod }, inputs: null, looks: { real: { hue, width: 1, dash: 'solid', isShown: true } }, isShown: true });

export const useChart = create<ChartStore>(() => ({ indicators: [ema(1, 9, 'ivory'), ema(2, 21, 'phosphor')], paneShares: {}, faults: {} }));

/** Every indicator that the application knows, by name; empty until it has told. */
export const useKnown = create<{ readonly known: KnownIndicators }>(() => ({ known: new Map() }));

const change = (how: (all: readonly ChosenIndicator[], known: KnownIndicators) => ChosenIndicator[]): void =>
  useChart.setState(({ indicators }) => ({ indicators: how(indicators, useKnown.getState().known) }));

/** Puts an indicator on the chart; gives its id, or null where there is no room for one more. */
export function addIndicator(info: IndicatorInfo, params: ChosenIndicator['params'], inputs: ChosenIndicator['inputs'] = null): string | null {
  if (isFull()) return null;
  change((all, known) => addChosen(all, info, params, inputs, known));
  return useChart.getState().indicators.at(-1)?.id ?? null;
}

export function duplicateIndicator(id: string): void {
  if (!isFull()) change((all, known) => duplicateChosen(all, id, known));
}

export const moveIndicator = (id: string, by: number): void => change((all) => moveChosen(all, id, by));

/** Other parameters, inputs or looks; the indicator keeps its place. */
export const changeIndicator = (id: string, changes: Partial<Omit<ChosenIndicator, 'id' | 'name'>>): void =>
  change((all) => all.map((one) => (one.id === id ? { ...one, ...changes } : one)));

/** Takes an indicator away. With it go those that read it, which is said, and can be taken back. */
export function removeIndicator(id: string, label: string): void {
  const before = useChart.getState().indicators;
  change((all) => removeChosen(all, id));
  const others = before.length - useChart.getState().indicators.length - 1;
  if (others > 0) offerBack(before, `${label} was removed`, `${others === 1 ? 'One indicator that read it' : `${others} indicators that read it`} went with it.`);
}

/** Puts other indicators in the place of all; what was there can be had back. */
export function replaceIndicators(indicators: readonly ChosenIndicator[], title: string): void {
  const before = useChart.getState().indicators;
  useChart.setState({ indicators: structuredClone(indicators) as ChosenIndicator[] });
  offerBack(before, title, before.length === 0 ? undefined : `It took the place of ${before.length === 1 ? 'one indicator' : `${before.length} indicators`}.`);
}

const offerBack = (before: readonly ChosenIndicator[], title: string, text: string | undefined): void =>
  void notify({ id: 'indicators', kind: 'info', title, ...(text === undefined ? {} : { text, action: { label: 'Undo', run: () => useChart.setState({ indicators: before }) } }) });

function isFull(): boolean {
  const isSo = useChart.getState().indicators.length >= mostIndicators;
  if (isSo) notify({ kind: 'warn', title: `A chart holds ${mostIndicators} indicators`, text: 'Remove one to make room.' });
  return isSo;
}

export const setFault = (id: string, fault: string | null): void =>
  useChart.setState(({ faults }) => {
    const { [id]: old, ...rest } = faults;
    if ((old ?? null) === fault) return {};
    return { faults: fault === null ? rest : { ...rest, [id]: fault } };
  });
