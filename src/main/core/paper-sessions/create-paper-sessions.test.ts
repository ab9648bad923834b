import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../../contract/model/backtest.ts';
import { journalText } from '../../../quant/journal/index.ts';
import { recordRun } from '../../../quant/microscope/index.ts';
import { findStrategy } from '../../../quant/strategies/index.ts';
import { acme, createPaperRig } from './test-sessions.ts';

const settings = backtestSettingsSchema.parse({ commissionRate: 0.001 });
const request = { strategy: 'sma-cross', params: { fast: 3, slow: 8 }, settings, series: [acme], history: 100 };

/** The journal of a backtest over bars that never went through a session. */
function backtestHash(bars: ReturnType<ReturnType<typeof createPaperRig>['barsOf']>, from: number, to: number, tradeFromMs: number): string {
  const cut = (values: Float64Array): Float64Array => values.slice(from, to);
  const columns = { time: cut(bars.time), open: cut(bars.open), high: cut(bars.high), low: cut(bars.low), close: cut(bars.close), volume: cut(bars.volume) };
  const { journal } = recordRun(findStrategy('sma-cross'), request.params, { ...settings, tradeFromMs: tradeFromMs as never }, [{ symbol: 'ACME', bars: columns }]);
  return createHash('sha256').update(journalText(journal, () => ({ tick: 0.01, lot: 1 }))).digest('hex');
}

describe('a session on paper', () => {
  it('begins after a clean check, asks on each finished bar, and writes the journal of a backtest over the same bars', async () => {
    const rig = createPaperRig();
    const { sessionId, status } = await rig.sessions.promote(request);
    expect(status).toBe('checking');
    const begun = await rig.begin(sessionId);
    expect(begun).toMatchObject({ status: 'running', lookAhead: { isClean: true }, bars: { warmup: 100, live: 0, caughtUp: 0 }, name: 'sma-cross on ACME' });
    rig.pass(60);
    const session = await rig.settle(sessionId);
    expect(session).toMatchObject({ status: 'running', bars: { warmup: 100, live: 60, caughtUp: 0 } });
    expect(session.account?.fills).toBeGreaterThan(3);
    expect(session.journal.hash).toBe(backtestHash(rig.barsOf(acme), 200, 360, session.tradesFromMs ?? 0));
    expect(session.latest.at(-1)?.index).toBe(session.journal.entries - 1);
    await rig.sessions.dispose();
    expect(rig.listeners, 'no series stays open').toBe(0);
  });
});
