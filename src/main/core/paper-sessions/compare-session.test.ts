import { describe, expect, it } from 'vitest';
import { createPaperRig, paperRequest, startPaper } from '../../../../test/paper/paper-sessions-rig.ts';

describe('a session against a backtest', () => {
  it('is the same to the byte, on all that was recorded', async () => {
    const rig = createPaperRig();
    const sessionId = await startPaper(rig);
    rig.pass(80);
    const { journal } = await rig.settle(sessionId);
    const compared = await rig.sessions.compare(sessionId, {}, { onlyDifferent: true, from: 0, limit: 100 });
    expect(compared).toMatchObject({ isSame: true, session: journal, backtest: journal, firstDifference: null, changed: [], comparison: { isSame: true, gap: 0, trades: [] } });
    expect(compared.sentence).toBe(`The session and the backtest over its bars wrote the same ${journal.entries} lines, byte for byte.`);
  });

  it.each([
    ['fee', { commissionRate: 0.004 }], ['price', { slippageRate: 0.002 }], ['size', { cash: 25_000 }], ['timing', { fill: 'same-close' as const }],
  ] as const)('with another knob has a waterfall whose parts are the gap within 1e-9: %s', async (part, changed) => {
    const rig = createPaperRig({ seed: 11 });
    const sessionId = await startPaper(rig, { settings: { ...paperRequest.settings, size: { kind: 'fraction', fraction: 0.5 } } });
    rig.pass(120);
    await rig.settle(sessionId);
    const { isSame, changed: words, comparison, firstDifference, sentence } = await rig.sessions.compare(sessionId, changed, { onlyDifferent: false, from: 0, limit: 5_000 });
    const { parts, gap, a, b } = comparison;
    expect(isSame).toBe(false);
    expect(words).toHaveLength(1);
    expect(sentence).toContain(`With ${words[0] ?? ''} the backtest wrote another journal`);
    expect(firstDifference).not.toBeNull();
    expect(Math.abs(Object.values(parts).reduce((sum, one) => sum + one, 0) - gap)).toBeLessThan(1e-9);
    expect(gap).toBe(b.profit - a.profit);
    expect(parts[part]).not.toBe(0);
  });
});
