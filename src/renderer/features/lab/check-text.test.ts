import { expect, it } from 'vitest';
import type { VerdictReason } from '../../../contract/model/verdict.ts';
import { checkText, thresholdText } from './check-text.ts';
import { withoutGrade } from './verdict-store.ts';

const reason = (changes: Partial<VerdictReason>): VerdictReason => ({ check: 'profit', title: '', value: null, threshold: null, passed: null, isDecisive: true, sentence: '', ...changes });

it('writes values and thresholds in their own units', () => {
  expect([checkText(reason({ check: 'trades', value: 12 })), thresholdText(reason({ check: 'trades', threshold: 30 }))]).toEqual(['12', 'want ≥ 30']);
  expect([checkText(reason({ check: 'overfitting', value: 0.62 })), thresholdText(reason({ check: 'overfitting', threshold: 0.2 }))]).toEqual(['62%', 'want ≤ 20%']);
  expect([checkText(reason({ check: 'deflated-sharpe', value: 0.31 })), thresholdText(reason({ check: 'deflated-sharpe', threshold: 0.95 }))]).toEqual(['0.31', 'want ≥ 0.95']);
});

it('says in a word what has no number', () => {
  expect([checkText(reason({ check: 'data', passed: true })), checkText(reason({ check: 'costs', passed: false })), checkText(reason({ check: 'look-ahead' })), thresholdText(reason({ check: 'data' }))]).toEqual(['fine', 'no', 'not checked', '']);
});

it('holds the equity of a run that left nothing open against nothing', () => {
  const lost = reason({ check: 'interval', value: 2_479, threshold: 10_000, passed: true });
  expect([checkText(lost), thresholdText(lost)]).toEqual(['nothing open', '']);
  expect([checkText({ ...lost, passed: false }), thresholdText({ ...lost, passed: false })]).toEqual(['2,479.00', 'want > 10,000.00']);
});

it('takes the grade off a headline', () => {
  expect(withoutGrade('Good: a Sharpe ratio of 1.20 that luck does not explain.')).toBe('A Sharpe ratio of 1.20 that luck does not explain.');
  expect(withoutGrade('It saw the future.')).toBe('It saw the future.');
});
