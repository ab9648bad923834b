import type { StrategyCode } from '../../../contract/model/strategy.ts';
import { describeCodePlace } from '../../../quant/strategies/code-place.ts';
import { StrategyFault, type FaultPlace } from '../../../quant/strategies/strategy-fault.ts';
import type { CodeOptions } from './strategies.ts';

/** How long code of others may take for one bar, and how much memory all it holds. */
export type CodeLimits = { readonly stallMs: number; readonly memoryMb: number };

export const usualLimits: CodeLimits = { stallMs: 5_000, memoryMb: 1_024 };

/**
 * Limits for a job that runs code of others, which say where it was stopped. Nothing for a ready-made strategy.
 *
 * @param time when each bar of the run begins; left out where the bars have no one clock.
 */
export function watchCode(code: StrategyCode | null | undefined, time?: Float64Array, limits: CodeLimits = usualLimits): CodeOptions {
  if (code?.kind !== 'typescript') return {};
  return {
    memoryLimitMb: limits.memoryMb,
    code: {
      stallMs: limits.stallMs,
      describe(what, place, line) {
        const timeMs = time?.[place];
        const where: FaultPlace = { file: code.file, ...(line === null ? {} : { line }), ...(place < 0 ? {} : { bar: place }), ...(timeMs === undefined ? {} : { timeMs }) };
        const reason = what === 'stalled'
          ? `It did not return from ${describeCodePlace(place)} within ${limits.stallMs / 1_000} s; look for a loop that does not end.`
          : `It needs more than ${limits.memoryMb} MB of memory; look for a list that only grows.`;
        return { message: new StrategyFault(where, reason).message, details: { ...where } };
      },
    },
  };
}
