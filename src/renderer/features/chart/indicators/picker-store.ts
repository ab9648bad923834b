import { create } from 'zustand';

/** Whether an indicator is being chosen, and on which of the chart's it shall be put; null: on the prices. */
export const usePicker = create<{ readonly isOpen: boolean; readonly on: string | null }>(() => ({ isOpen: false, on: null }));

export const openPicker = (on: string | null = null): void => usePicker.setState({ isOpen: true, on });
export const closePicker = (): void => usePicker.setState({ isOpen: false });
