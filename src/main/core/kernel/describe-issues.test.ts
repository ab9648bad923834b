import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeIssues } from './describe-issues.ts';

const describeFault = (schema: z.ZodType, value: unknown): string => describeIssues(schema.safeParse(value).error?.issues ?? []).message;

it.each([
  ['a missing field', z.object({ quantity: z.string() }), {}, 'quantity is missing; it must be a string.'],
  ['a wrong type', z.object({ limit: z.number() }), { limit: '5' }, 'limit must be a number, not string.'],
  ['no object at all', z.object({}), null, 'input must be an object, not null.'],
  ['a choice', z.object({ side: z.enum(['buy', 'sell']) }), { side: 'hold' }, 'side must be "buy" or "sell".'],
  ['a bound', z.object({ limit: z.number().max(10) }), { limit: 11 }, 'limit must be at most 10.'],
  ['too few items', z.object({ ids: z.array(z.string()).min(1) }), { ids: [] }, 'ids must have at least 1 items.'],
  ['our own words', z.object({ id: z.string().regex(/x/, 'must hold an x') }), { id: 'y' }, 'id must hold an x.'],
  ['a place inside a list', z.object({ series: z.array(z.object({ timeframe: z.string() })) }), { series: [{ timeframe: 1 }] }, 'series[0].timeframe must be a string, not number.'],
])('says %s in one sentence', (_, schema, value, sentence) => {
  expect(describeFault(schema, value)).toBe(sentence);
});

it('names the first of several faults and how many more there are', () => {
  const { message, faults } = describeIssues(z.object({ a: z.string(), b: z.string() }).safeParse({}).error?.issues ?? []);
  expect(message).toBe('a is missing; it must be a string (and 1 more).');
  expect(faults.map((fault) => fault.field)).toEqual(['a', 'b']);
});

it('cuts names that the caller made up', () => {
  const { faults } = describeIssues([{ message: 'must be a number', path: ['x'.repeat(5_000)] }]);
  expect(faults[0]?.field).toHaveLength(80);
});
