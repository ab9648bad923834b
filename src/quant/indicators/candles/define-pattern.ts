import type { Param } from '../../../contract/model/param.ts';
import { areFinite } from '../are-finite.ts';
import { defineIndicator, type IndicatorDefinition } from '../define-indicator.ts';
import { inPieces } from '../in-pieces.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { realParam } from '../params.ts';
import { Candles } from './candles.ts';

/** What a pattern is: 100 where it is there and promises a rise, -100 a fall, 0 where it is not; in few cases something between. */
export type Pattern = {
  /** TA-Lib's name without the cdl before it. */
  readonly name: string;
  readonly title: string;
  /** What is to be seen, in a sentence. */
  readonly description: string;
  /** Bars that have no value, as TA-Lib counts them: those of the pattern before the last, and those that lengths are measured by. */
  readonly warmup: number;
  /** How far into the body of the first candle the last one has to close, as a share of it; by default. */
  readonly penetration?: number;
  readonly match: (candles: Candles, penetration: number) => number;
};

/** A pattern, bar by bar. A NaN in a bar makes it begin anew after it. */
class PatternKernel extends PartsKernel {
  readonly #candles: Candles;
  readonly #pattern: Pattern;
  readonly #penetration: number;

  constructor(pattern: Pattern, penetration: number) {
    const candles = new Candles();
    super(1, [candles], [0]);
    this.#candles = candles;
    this.#pattern = pattern;
    this.#penetration = penetration;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const open = inputs[0]![index]!;
    const high = inputs[1]![index]!;
    const low = inputs[2]![index]!;
    const close = inputs[3]![index]!;
    const { warmup, match } = this.#pattern;
    this.#candles.put(open, high, low, close);
    const isWhole = !Number.isNaN(open + high + low + close);
    const seen = isWhole ? Math.min(this.past[0]! + 1, warmup + 1) : 0;
    this.coming[0] = seen;
    this.result[0] = seen > warmup ? match(this.#candles, this.#penetration) : Number.NaN;
  }
}

/** The kernel's values over columns; false where a price is no finite number. */
function matchesInto(inputs: readonly Float64Array[], { warmup, match }: Pattern, penetration: number, out: Float64Array): boolean {
  if (!areFinite(inputs)) return false;
  const candles = new Candles();
  inPieces(0, out.length, (from, to) => {
    for (let i = from; i < to; i++) {
      candles.put(inputs[0]![i]!, inputs[1]![i]!, inputs[2]![i]!, inputs[3]![i]!);
      out[i] = i < warmup ? Number.NaN : match(candles, penetration);
      candles.commit();
    }
  });
  return true;
}

const penetrationParam = (byDefault: number): Param => realParam('penetration', 'Share of the first body', byDefault, 0);

/** The indicator of a pattern, with what creates its kernel where it is not the usual one. */
export function definePattern(
  pattern: Pattern, createKernel?: (penetration: number) => PartsKernel,
): IndicatorDefinition {
  const { name, title, description, warmup, penetration } = pattern;
  return defineIndicator({
    info: {
      name: `cdl${name}`,
      title, description,
      group: 'Candles',
      inputs: ['open', 'high', 'low', 'close'],
      params: penetration === undefined ? [] : [penetrationParam(penetration)],
      outputs: [inOwnPane('integer', 'histogram')],
      source: `TA-Lib CDL${name.toUpperCase()} with its usual candle settings`,
    },
    warmup: () => warmup,
    createKernel: (params) => (createKernel === undefined ? new PatternKernel(pattern, params['penetration'] ?? 0) : createKernel(params['penetration'] ?? 0)),
    computeColumns: (columns, params, [out]) => createKernel === undefined && matchesInto(columns, pattern, params['penetration'] ?? 0, out!),
  });
}

/** A rise or a fall where it holds, else nothing. */
export const rise = (holds: boolean): number => (holds ? 100 : 0);
export const fall = (holds: boolean): number => (holds ? -100 : 0);
/** The colour of a candle where it holds, else nothing. */
export const inColor = (holds: boolean, color: 1 | -1): number => (holds ? 100 * color : 0);
