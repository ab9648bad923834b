import { PartsKernel } from '../../indicators/index.ts';
import type { KernelSource } from '../graph/graph.ts';

const dayMs = 86_400_000;

/** Outputs of the kernel, and slots of its memory. */
export const session = { open: 0, high: 1, low: 2, bars: 3, previousHigh: 4, previousLow: 5, previousClose: 6, previousOpen: 7 } as const;
const outputCount = 8;
/** Further slots: number of the session, close of the bar before. */
const day = 8;
const close = 9;

const emptyMemory = (): Float64Array => new Float64Array(10).fill(Number.NaN);

/** The memory after a bar, in place. */
function takeBar(memory: Float64Array, time: number, first: number, high: number, low: number, last: number): void {
  const today = Math.floor(time / dayMs);
  if (today === memory[day]) {
    memory[session.high] = Math.max(memory[session.high]!, high);
    memory[session.low] = Math.min(memory[session.low]!, low);
    memory[session.bars] = memory[session.bars]! + 1;
  } else {
    memory[session.previousOpen] = memory[session.open]!;
    memory[session.previousHigh] = memory[session.high]!;
    memory[session.previousLow] = memory[session.low]!;
    memory[session.previousClose] = memory[close]!;
    memory[session.open] = first;
    memory[session.high] = high;
    memory[session.low] = low;
    memory[session.bars] = 1;
    memory[day] = today;
  }
  memory[close] = last;
}

/**
 * The session so far (open, highest, lowest, bars, this one counted) and the one before it; NaN before a second session has begun.
 * A session is a day on the clock that the times are given in. A bar without a price leaves all as it was.
 */
class SessionKernel extends PartsKernel {
  constructor() {
    super(outputCount, [], [...emptyMemory()]);
  }

  evaluate([times, opens, highs, lows, closes]: readonly Float64Array[], index: number): void {
    const { past, coming, result } = this;
    const [time, first, high, low, last] = [times![index]!, opens![index]!, highs![index]!, lows![index]!, closes![index]!];
    for (let i = 0; i < past.length; i++) coming[i] = past[i]!;
    const sum = time + first + high + low + last;
    if (sum === sum) takeBar(coming, time, first, high, low, last);
    for (let i = 0; i < outputCount; i++) result[i] = sum === sum ? coming[i]! : Number.NaN;
  }
}

/** The kernel's values over columns; false where a bar has no price. */
function sessionsInto([times, opens, highs, lows, closes]: readonly Float64Array[], outputs: readonly Float64Array[]): boolean {
  const memory = emptyMemory();
  const [open, high, low, bars, previousHigh, previousLow, previousClose, previousOpen] = outputs;
  for (let i = 0; i < times!.length; i++) {
    takeBar(memory, times![i]!, opens![i]!, highs![i]!, lows![i]!, closes![i]!);
    const sum = opens![i]! + highs![i]! + lows![i]! + closes![i]!;
    if (sum !== sum) return false;
    open![i] = memory[session.open]!;
    high![i] = memory[session.high]!;
    low![i] = memory[session.low]!;
    bars![i] = memory[session.bars]!;
    previousHigh![i] = memory[session.previousHigh]!;
    previousLow![i] = memory[session.previousLow]!;
    previousClose![i] = memory[session.previousClose]!;
    previousOpen![i] = memory[session.previousOpen]!;
  }
  return true;
}

/** Inputs: time on the clock of the zone, open, high, low, close. */
export const sessionSource: KernelSource = { key: 'session', outputs: outputCount, warmup: 0, create: () => new SessionKernel(), computeColumns: sessionsInto };
