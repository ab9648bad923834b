import { create } from 'zustand';

/** Which sheets lie over the desk. */
export type Showing = {
  readonly palette: boolean;
  /** What the palette begins with, and whether it looks for instruments alone. */
  readonly paletteText: string;
  readonly onlyInstruments: boolean;
  /** Digits being typed for a timeframe; null: none. */
  readonly timeframeText: string | null;
  /** Enter was pressed before what is being typed in was there to take it. */
  readonly isEntered: boolean;
  readonly keys: boolean;
  readonly settings: boolean;
  readonly about: boolean;
  readonly tour: boolean;
};

export const useShowing = create<Showing>(() => ({
  palette: false, paletteText: '', onlyInstruments: false, timeframeText: null, isEntered: false, keys: false, settings: false, about: false, tour: false,
}));

export const openPalette = (paletteText = '', onlyInstruments = false): void => useShowing.setState({ palette: true, paletteText, onlyInstruments, timeframeText: null, isEntered: false });
export const closePalette = (): void => useShowing.setState({ palette: false, paletteText: '', onlyInstruments: false, isEntered: false });
