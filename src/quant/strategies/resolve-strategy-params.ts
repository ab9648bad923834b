import type { StrategyParams } from '../engine/strategy.ts';
import { resolveParams } from '../resolve-params.ts';
import { findStrategy } from './registry.ts';

/** A strategy's parameters complete and inside their ranges; unknown strategies, names and values out of range are refused. */
export const resolveStrategyParams = (name: string, given: StrategyParams): StrategyParams =>
  resolveParams(`Strategy ${name}`, findStrategy(name).info.params, given);
