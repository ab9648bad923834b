import { create } from 'zustand';
import type { Notice } from '../../app/notices.ts';

/** Which messages were seen, and which kinds are shown. Written by the panel of messages alone. */
export const useMessages = create<{ readonly seenUntilMs: number; readonly onlyTrouble: boolean }>(() => ({ seenUntilMs: 0, onlyTrouble: false }));

/** What somebody should have read: warnings, refusals, notices of risk. */
export const isTrouble = ({ kind }: Pick<Notice, 'kind'>): boolean => kind === 'warn' || kind === 'refusal' || kind === 'risk';

export const countUnread = (history: readonly Notice[], seenUntilMs: number): number => history.filter((one) => isTrouble(one) && one.atMs > seenUntilMs).length;

/** What the panel shows; newest first, as the history is kept. */
export const pickMessages = (history: readonly Notice[], onlyTrouble: boolean): readonly Notice[] => (onlyTrouble ? history.filter(isTrouble) : history);
