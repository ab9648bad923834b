import type { VerdictReason } from '../../../contract/model/verdict.ts';
import { formatMoney, formatNumber, formatPercent } from '../../ui/format.ts';

type Text = (value: number) => string;
const count: Text = (value) => formatNumber(value, 0);
const percent: Text = (value) => formatPercent(value, 0);
const ratio: Text = (value) => formatNumber(value);

/** How the value of each check is written, and how what it is held against: at least, or at most. */
const texts: Readonly<Partial<Record<VerdictReason['check'], readonly [write: Text, sign: '≥' | '≤' | '>']>>> = {
  'look-ahead': [count, '≤'], profit: [ratio, '>'], trades: [count, '≥'], 'track-record': [count, '≥'], 'probabilistic-sharpe': [ratio, '≥'], 'deflated-sharpe': [ratio, '≥'],
  overfitting: [percent, '≤'], 'random-entry': [percent, '≤'], 'monte-carlo': [percent, '≥'], interval: [formatMoney, '>'],
};

/** Nothing was left open inside bars, so that the worst reading is the only one and held against nothing. */
const isSettled = ({ check, value, threshold, passed }: VerdictReason): boolean => check === 'interval' && passed === true && value !== null && threshold !== null && value <= threshold;

/** The value of a check; a word where it is none of numbers. */
export function checkText(reason: VerdictReason): string {
  const { check, value, passed } = reason;
  if (isSettled(reason)) return 'nothing open';
  if (value !== null) return (texts[check]?.[0] ?? ratio)(value);
  return passed === null ? 'not checked' : passed ? 'fine' : 'no';
}

/** What the value is held against; empty where there is no number for it. */
export function thresholdText(reason: VerdictReason): string {
  const { check, threshold } = reason;
  const [write, sign] = texts[check] ?? [ratio, '≥'];
  return threshold === null || isSettled(reason) ? '' : `want ${sign} ${write(threshold)}`;
}
