import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '../../../../contract/api/index.ts';
import { UsageError } from '../io.ts';
import { describeEmptyList } from '../render/answers.ts';
import { addFlag, describeField, listFlags, readInput } from './contract-flags.ts';
import { flagNames } from './flag-name.ts';

type Schemas = { readonly '~orpc': { readonly inputSchema?: z.ZodType | undefined; readonly outputSchema?: unknown } };
const areas: Readonly<Record<string, Readonly<Record<string, Schemas>>>> = contract;
const procedures = Object.entries(areas).flatMap(([area, verbs]) => Object.entries(verbs).map(([verb, one]) => [`${area}.${verb}`, one['~orpc']] as const));

describe('the flags of the contract', () => {
  // These have commands of their own.
  it.each(procedures.filter(([name]) => name !== 'sweeps.start' && name !== 'sweeps.estimate' && name !== 'walkForwards.start' && name !== 'orders.place' && name !== 'backtests.start' && name !== 'replays.start' && name !== 'paperSessions.promote'))('have help, and none takes JSON: %s', (_, { inputSchema }) => {
    for (const flag of listFlags(inputSchema)) {
      expect(describeField(flag.schema), `--${flag.name}`).not.toBe('');
      expect(flag.schema, `--${flag.name} would take JSON`).not.toBeInstanceOf(z.ZodObject);
    }
  });

  it.each(procedures)('are each typed by names of their own: %s', (_, { inputSchema }) => {
    const names = listFlags(inputSchema).flatMap(({ name }) => flagNames(name));
    expect(names).toEqual([...new Set(names)]);
  });

  it('let an instrument be called by its symbol or its id, and speak of the symbol', () => {
    const series = listFlags(z.strictObject({ instrumentId: z.string().regex(/:/, 'must be an instrument such as SIM:ACME'), limit: z.number().optional() }));
    for (const name of ['--symbol', '--instrument-id']) {
      const command = new Command();
      for (const flag of series) addFlag(command, flag);
      command.parse([name, 'SIM:ACME', '--limit', '5'], { from: 'user' });
      expect(readInput(series, (attribute) => command.opts()[attribute])).toEqual({ instrumentId: 'SIM:ACME', limit: 5 });
    }
    expect(() => readInput(series, (attribute) => ({ instrumentId: 'ACME' })[attribute])).toThrow('--symbol must be an instrument such as SIM:ACME');
  });

  it.each(procedures.filter(([, { outputSchema }]) => outputSchema instanceof z.ZodArray).map(([name]) => name))('%s says what to do where its list is empty', (name) => {
    expect(describeEmptyList(name), 'render/answers.ts needs a sentence for this area').not.toBeNull();
  });
});

const input = z.strictObject({
  orderId: z.string(),
  changes: z.strictObject({ quantity: z.string().regex(/^\d+$/, 'must be digits').optional(), limitPrice: z.string().optional() }).refine((changes) => Object.keys(changes).length > 0),
  options: z.strictObject({ beforeMs: z.number().int().optional() }).default({}),
  limit: z.number().int().min(1).default(10),
});
const flags = listFlags(input);
const read = (typed: Record<string, unknown>) => readInput(flags, (attribute) => typed[attribute]);

describe('the input from flags', () => {
  it('takes the fields of inner objects as flags of their own', () => {
    expect(flags.map(({ name, isRequired }) => [name, isRequired])).toEqual([['order-id', true], ['quantity', false], ['limit-price', false], ['before', false], ['limit', false]]);
    expect(read({ orderId: 'a', quantity: '5', before: 1_000 })).toEqual({ orderId: 'a', changes: { quantity: '5' }, options: { beforeMs: 1_000 } });
  });
  it('takes the word none for a number that may be missing', () => {
    const stops = listFlags(z.strictObject({ stopLoss: z.number().positive().nullable().optional(), limit: z.number().optional() }));
    const command = new Command();
    for (const flag of stops) addFlag(command, flag);
    command.parse(['--stop-loss', 'none', '--limit', '5'], { from: 'user' });
    expect(readInput(stops, (attribute) => command.opts()[attribute])).toEqual({ stopLoss: null, limit: 5 });
    expect(command.helpInformation()).toContain('--stop-loss <number|none>');
  });
  it('leaves it to the contract whether an object that must be there may be empty', () => {
    const mayBeEmpty = listFlags(z.strictObject({ shown: z.strictObject({ unit: z.string().optional() }) }));
    expect(readInput(mayBeEmpty, () => undefined)).toEqual({ shown: {} });
  });
  it('wants one flag of an object that must be there, none of one that need not', () => {
    expect(() => read({ orderId: 'a' })).toThrow(new UsageError('Nothing would change; give at least one of --quantity, --limit-price.'));
  });
  it('tells a wrong form, which is the command line\'s, from a value out of its range', () => {
    expect(() => read({ quantity: 'x' })).toThrow(new UsageError('--quantity must be digits, not "x".'));
    expect(() => read({ limit: 1.5 })).toThrow(new UsageError('--limit must be a whole number, not "1.5".'));
    expect(() => read({ limit: 0 })).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', message: '--limit must be at least 1, not "0".' }));
  });
});
