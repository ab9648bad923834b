import { expect, test } from 'vitest';
import { limitOnBar } from './limit-on-bar.ts';
import { stopLimitOnBar } from './stop-limit-on-bar.ts';
import { stopOnBar } from './stop-on-bar.ts';
import { worsen } from './worsen.ts';

const open = 100;
const high = 104;
const low = 97;

test('a buyer pays more and a seller gets less', () => {
  expect(worsen(true, 100, 0.01)).toBe(101);
  expect(worsen(false, 100, 0.01)).toBe(99);
});

test('a limit fills at its price, at a better open, and not where the bar did not reach', () => {
  expect(limitOnBar(true, 98, open, high, low)).toBe(98);
  expect(limitOnBar(true, 97, open, high, low)).toBe(97);
  expect(limitOnBar(true, 102, open, high, low)).toBe(100);
  expect(limitOnBar(true, 96.99, open, high, low)).toBeNaN();
  expect(limitOnBar(false, 103, open, high, low)).toBe(103);
  expect(limitOnBar(false, 98, open, high, low)).toBe(100);
  expect(limitOnBar(false, 104.01, open, high, low)).toBeNaN();
});

test('a stop fills at its price, at a worse open after a gap, and not where the bar did not reach', () => {
  expect(stopOnBar(true, 102, open, high, low)).toBe(102);
  expect(stopOnBar(true, 99, open, high, low)).toBe(100);
  expect(stopOnBar(true, 104.01, open, high, low)).toBeNaN();
  expect(stopOnBar(false, 98, open, high, low)).toBe(98);
  expect(stopOnBar(false, 101, open, high, low)).toBe(100);
  expect(stopOnBar(false, 96.99, open, high, low)).toBeNaN();
});

test('a stop-limit set off inside the bar fills at the stop when that is within the limit', () => {
  expect(stopLimitOnBar(true, 102, 103, open, high, low)).toBe(102);
  expect(stopLimitOnBar(false, 98, 97.5, open, high, low)).toBe(98);
});

test('a stop-limit whose limit lies behind the stop waits, for the limit may have been seen before the stop', () => {
  expect(stopLimitOnBar(true, 102, 98, open, high, low)).toBeNaN();
  expect(stopLimitOnBar(false, 98, 103, open, high, low)).toBeNaN();
});

test('a stop-limit set off by the open works its limit from there', () => {
  expect(stopLimitOnBar(true, 99, 98, open, high, low)).toBe(98);
  expect(stopLimitOnBar(true, 99, 96, open, high, low)).toBeNaN();
  expect(stopLimitOnBar(false, 101, 103, open, high, low)).toBe(103);
  expect(stopLimitOnBar(true, 99, 101, open, high, low)).toBe(100);
});

test('a stop-limit whose stop was not reached does nothing', () => {
  expect(stopLimitOnBar(true, 105, 106, open, high, low)).toBeNaN();
  expect(stopLimitOnBar(false, 96, 95, open, high, low)).toBeNaN();
});
