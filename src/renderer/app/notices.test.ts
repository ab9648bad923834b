import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { notify, useNotices } from './notices.ts';

const titles = (): readonly string[] => useNotices.getState().shown.map((one) => one.title);

beforeEach(() => {
  vi.useFakeTimers();
  useNotices.setState({ shown: [], history: [] });
});
afterEach(() => void vi.useRealTimers());

it('what warns of risk stays, however much is said after it', () => {
  notify({ id: 'halt', kind: 'risk', title: 'stopped' });
  for (let index = 1; index <= 7; index++) notify({ kind: 'info', title: `cancelled ${index}` });
  expect(titles()).toEqual(['stopped', 'cancelled 3', 'cancelled 4', 'cancelled 5', 'cancelled 6', 'cancelled 7']);
  vi.runAllTimers();
  expect(titles()).toEqual(['stopped']);
});

it('a refusal that nobody has read is not pushed away by what passes; of many refusals the newest are shown', () => {
  notify({ kind: 'refusal', title: 'refused' });
  for (let index = 1; index <= 6; index++) notify({ kind: 'buy', title: `bought ${index}` });
  expect(titles()[0]).toBe('refused');
  for (let index = 1; index <= 5; index++) notify({ kind: 'refusal', title: `refused ${index}` });
  vi.runAllTimers();
  expect(titles()).toEqual(['refused 1', 'refused 2', 'refused 3', 'refused 4', 'refused 5']);
});
