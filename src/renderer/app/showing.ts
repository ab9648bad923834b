import { create } from 'zustand';

/** Which sheets lie over the desk. */
export const useShowing = create<{ readonly palette: boolean; readonly keys: boolean; readonly settings: boolean; readonly about: boolean; readonly messages: boolean }>(() => ({
  palette: false, keys: false, settings: false, about: false, messages: false,
}));
