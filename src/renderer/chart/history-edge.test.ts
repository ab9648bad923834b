import { expect, it } from 'vitest';
import { HistoryEdge } from './history-edge.ts';

it('asks for older bars once until they came, and no more when there are none', () => {
  const edge = new HistoryEdge();
  expect([edge.ask(0), edge.ask(1)]).toEqual([true, false]);
  edge.came(1_000);
  expect(edge.ask(2)).toBe(true);
  edge.came(0);
  expect(edge.ask(1e9)).toBe(false);
  edge.reset();
  expect(edge.ask(1e9)).toBe(true);
});

it('asks again after a page that failed, but not with every pixel of a scroll', () => {
  const edge = new HistoryEdge();
  edge.ask(0);
  edge.missed(100);
  expect([edge.ask(101), edge.ask(1_099), edge.ask(1_100), edge.ask(1_101)]).toEqual([false, false, true, false]);
});

it('asks again when nobody has answered for long', () => {
  const edge = new HistoryEdge();
  edge.ask(0);
  expect([edge.ask(14_999), edge.ask(15_000)]).toEqual([false, true]);
});
