import { instrumentId } from '../../../src/contract/model/instrument.ts';
import { sweepRequestSchema, type SweepRequest } from '../../../src/contract/model/sweep.ts';
import type { BarColumns } from '../../../src/contract/model/bar.ts';
import { SimMarket } from '../../../src/quant/sim-market/index.ts';

export const sweepBars = (): BarColumns => new SimMarket(7).bars(instrumentId('SIM:ACME'), 86_400_000, Date.UTC(2020, 0, 1), 1_000);

/** A few seconds of work, bar by bar. */
export const sweepRequest = (search: string): SweepRequest =>
  sweepRequestSchema.parse({
    strategy: 'donchian-breakout', space: { entry: { from: 5, to: 84 }, exit: { from: 2, to: 101 } }, search,
    ...(search === 'grid' ? {} : { trials: 1_600 }), settings: { commissionRate: 0.001 },
  });
