import { create } from 'zustand';

/** An indicator on the chart. */
export type ChosenIndicator = { readonly id: string; readonly name: string; readonly params: Readonly<Record<string, number>> };

/** What is drawn over every chart of the desk. Kept with it. */
export const useChart = create<{ readonly indicators: readonly ChosenIndicator[] }>(() => ({
  indicators: [{ id: 'ema-9', name: 'ema', params: { timePeriod: 9 } }, { id: 'ema-21', name: 'ema', params: { timePeriod: 21 } }],
}));

const idOf = (name: string, params: Readonly<Record<string, number>>): string => [name, ...Object.values(params)].join('-');

export function addIndicator(name: string, params: Readonly<Record<string, number>>): void {
  const id = idOf(name, params);
  useChart.setState(({ indicators }) => (indicators.some((one) => one.id === id) ? {} : { indicators: [...indicators, { id, name, params }] }));
}

export const removeIndicator = (id: string): void => useChart.setState(({ indicators }) => ({ indicators: indicators.filter((one) => one.id !== id) }));

/** Takes other parameters; the indicator keeps its place. */
export const changeIndicator = (id: string, params: Readonly<Record<string, number>>): void =>
  useChart.setState(({ indicators }) => ({
    indicators: indicators.map((one) => (one.id === id ? { id: idOf(one.name, params), name: one.name, params } : one)).filter((one, at, all) => all.findIndex((other) => other.id === one.id) === at),
  }));
