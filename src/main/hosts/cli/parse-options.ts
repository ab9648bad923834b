import { z } from 'zod';
import type { Sizing } from '../../../contract/model/backtest.ts';
import { UsageError } from './io.ts';

/** A folder on the command line. */
export function parseFolder(text: string): string {
  if (text.trim() === '') throw new UsageError('must name a folder; leave it out for the usual one');
  return text;
}

/** A finite number on the command line. */
export function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new UsageError('must be a number');
  return value;
}

/** A number inside a range, both ends included. */
export function parseRange(min: number, max: number, isWhole: boolean): (text: string) => number {
  return (text) => {
    const value = parseNumber(text);
    if (!(value >= min && value <= max) || (isWhole && !Number.isInteger(value))) throw new UsageError(`must be a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}`);
    return value;
  };
}

/** JSON on the command line. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError('must be JSON in single quotes, such as \'{"fast":10,"slow":20}\'');
  }
}

/** Parameters by name: a JSON object of numbers. */
export function parseParams(text: string): Record<string, number> {
  const params = z.record(z.string(), z.number()).safeParse(parseJson(text));
  if (!params.success) throw new UsageError('must be a JSON object of numbers, such as \'{"fast":10,"slow":20}\'');
  return params.data;
}

const isoMoment = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** A moment as ISO 8601 in epoch milliseconds; a date alone is its midnight, and a time without offset is UTC. */
export function parseMoment(text: string): number {
  const match = isoMoment.exec(text);
  const hasOffset = match?.[1] !== undefined;
  const ms = match === null ? Number.NaN : Date.parse(text.length === 10 || hasOffset ? text.replace(' ', 'T') : `${text.replace(' ', 'T')}Z`);
  if (Number.isNaN(ms)) throw new UsageError('must be a moment such as 2026-01-31 or 2026-01-31T15:30:00Z');
  return ms;
}

const sizeForms = 'all, units:10, fraction:0.5, notional:1000, equity:1.5, risk:0.01, volatility:0.2 (or volatility:0.2:60) or kelly:0.5';

/** `all`, `units:10`, `fraction:0.5`, `notional:1000`, … Ranges are the contract's business. */
export function parseSizing(text: string): Sizing {
  if (text === 'all') return { kind: 'all' };
  const [, kind, amount = '', window] = /^(units|fraction|notional|equity|risk|volatility|kelly):([^:]+)(?::([^:]+))?$/.exec(text) ?? [];
  const value = Number(amount);
  if (amount.trim() === '' || !Number.isFinite(value) || (window !== undefined && kind !== 'volatility')) throw new UsageError(`must be ${sizeForms}`);
  switch (kind) {
    case 'units': return { kind, units: value };
    case 'fraction': case 'kelly': return { kind, fraction: value };
    case 'notional': return { kind, notional: value };
    case 'equity': return { kind, multiple: value };
    case 'risk': return { kind, share: value };
    default: return { kind: 'volatility', target: value, ...(window === undefined ? {} : { window: parseNumber(window) }) };
  }
}

/** A sizing as it is written on the command line. */
export function formatSizing(size: Sizing): string {
  const { kind, ...terms } = size;
  return [kind, ...Object.values(terms)].join(':');
}

/** `volume-share:0.1`, `square-root:1` or `square-root:1:20`. */
export function parseImpact(text: string): unknown {
  const [, kind, coefficient = '', window] = /^(volume-share|square-root)(?::([^:]+))?(?::([^:]+))?$/.exec(text) ?? [];
  if (kind === undefined || (window !== undefined && kind !== 'square-root')) throw new UsageError('must be volume-share:0.1, square-root:1 or square-root:1:20');
  return { kind, ...(coefficient === '' ? {} : { coefficient: parseNumber(coefficient) }), ...(window === undefined ? {} : { window: parseNumber(window) }) };
}

/** Collects a repeatable option. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Collects numbers as a list is collected; nothing between two commas, or null, is null. */
export function collectNumbers(text: string, before?: unknown): readonly (number | null)[] {
  const numbers = text.split(',').map((one) => (['', 'null'].includes(one.trim()) ? null : Number(one)));
  if (numbers.some((one) => one !== null && !Number.isFinite(one))) throw new UsageError('must be numbers with commas between them, such as 0.01,-0.02');
  return [...(Array.isArray(before) ? (before as (number | null)[]) : []), ...numbers];
}

/** Collects a list that is repeated, separated by commas, or both. */
export const collectList = (text: string, before?: unknown): readonly string[] => [...(Array.isArray(before) ? (before as string[]) : []), ...text.split(',').map((one) => one.trim())];
