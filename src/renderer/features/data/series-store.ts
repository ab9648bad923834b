import { create } from 'zustand';
import type { SeriesKey } from '../../../contract/model/bar.ts';

/** The series that the Data workspace looks at. */
export const useChosenSeries = create<{ readonly chosen: SeriesKey | null }>(() => ({ chosen: null }));
export const chooseSeries = (chosen: SeriesKey | null): void => useChosenSeries.setState({ chosen });

export const keyText = ({ instrumentId, timeframe }: SeriesKey): string => `${instrumentId} ${timeframe}`;
