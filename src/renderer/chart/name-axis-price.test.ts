import { expect, it } from 'vitest';
import { nameAxisPrice } from './name-axis-price.ts';

it('names a price to the step of its instrument', () => {
  expect([nameAxisPrice(1_234.567, 2, 0.01), nameAxisPrice(99.98, 2, 0.05), nameAxisPrice(1.08312, 5, 0.00001), nameAxisPrice(5.4, 0, 1)]).toEqual(['1234.57', '100.00', '1.08312', '5']);
});

it('names nothing below zero', () => {
  expect([nameAxisPrice(-100, 2, 0.01), nameAxisPrice(0, 2, 0.01), nameAxisPrice(-0.001, 2, 0.01)]).toEqual(['', '0.00', '0.00']);
});
