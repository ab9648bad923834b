import { expect, it } from 'vitest';
import { describeUsage } from './describe-usage.ts';

it.each([
  ["error: option '--cash <amount>' argument 'much' is invalid. must be a number", 'tapedeck: --cash must be a number, not "much".'],
  ["error: option '--side <side>' argument 'hold' is invalid. Allowed choices are buy, sell.", 'tapedeck: --side must be buy or sell, not "hold".'],
  ["error: option '--fill <where>' argument '' is invalid. Allowed choices are a, b, c.", 'tapedeck: --fill must be a, b or c, not "".'],
  ["error: unknown option '--quantty'\n(Did you mean --quantity?)", "tapedeck: unknown option '--quantty' (Did you mean --quantity?)"],
  ["error: missing required argument 'order-id'", "tapedeck: missing required argument 'order-id'; see --help."],
])('says %j in one sentence', (text, sentence) => {
  expect(describeUsage(text)).toBe(sentence);
});
