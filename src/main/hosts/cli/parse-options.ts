import { z } from 'zod';
import type { Sizing } from '../../../contract/model/backtest.ts';
import { UsageError } from './io.ts';

/** A finite number on the command line. */
export function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new UsageError(`"${text}" is not a number.`);
  return value;
}

/** JSON on the command line. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${text} is not JSON; write for example '{"fast":10,"slow":20}' in single quotes.`);
  }
}

/** Parameters by name: a JSON object of numbers. */
export function parseParams(text: string): Record<string, number> {
  const params = z.record(z.string(), z.number()).safeParse(parseJson(text));
  if (!params.success) throw new UsageError(`${text} must be a JSON object of numbers such as '{"fast":10,"slow":20}'.`);
  return params.data;
}

/** `all`, `units:10`, `fraction:0.5` or `notional:1000`. Ranges are the contract's business. */
export function parseSizing(text: string): Sizing {
  if (text === 'all') return { kind: 'all' };
  const match = /^(units|fraction|notional):(.+)$/.exec(text);
  if (match === null) throw new UsageError(`--size "${text}" must be all, units:10, fraction:0.5 or notional:1000.`);
  const value = parseNumber(match[2] ?? '');
  if (match[1] === 'units') return { kind: 'units', units: value };
  return match[1] === 'fraction' ? { kind: 'fraction', fraction: value } : { kind: 'notional', notional: value };
}

/** Collects a repeatable option. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
