import { create } from 'zustand';

/** A figure that is asked about. */
export type AskedFigure = { readonly dialect: string; readonly name: string; readonly title: string; readonly text: string; readonly hint: string };

/** Which figure is explained; null: none. */
export const useExplained = create<{ readonly figure: AskedFigure | null }>(() => ({ figure: null }));

export const explainFigure = (figure: AskedFigure): void => useExplained.setState({ figure });
export const closeExplanation = (): void => useExplained.setState({ figure: null });
