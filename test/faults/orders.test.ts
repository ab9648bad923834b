import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientOrderId } from '../../src/contract/model/order.ts';
import { decimal, zero } from '../../src/main/core/kernel/index.ts';
import type { FailPointName } from '../../src/main/core/trading/index.ts';
import { limitRequest, openRig, request, settled } from '../trading/trading-rig.ts';
import { checkDesk } from './orders/check-desk.ts';

const rounds = Number(process.env['TAPEDECK_FAULT_ROUNDS'] ?? 20);
/** At least as many as it takes to hit each step of a market and of a limit order. */
const roundsPerPoint = Math.max(6, Math.round(rounds / 2));
const roundMs = 5_000;
const readyTargetMs = 2_000;
const child = fileURLToPath(new URL('./orders/trade-until-killed.ts', import.meta.url));

/** A small fixed-seed generator, so that a failing schedule can be run again. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Trades in a child until it is dead, by its own fail point or killed after some commands. Gives what it had acknowledged. */
async function tradeUntilKilled(folder: string, round: number, how: { failPoint: FailPointName; hits: number } | { afterMs: number }): Promise<string[]> {
  const args = 'failPoint' in how ? [how.failPoint, String(how.hits)] : [];
  const desk = spawn(process.execPath, [child, folder, String(round), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let errors = '';
  desk.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  createInterface({ input: desk.stdout }).on('line', (line) => {
    if (line !== 'ready') lines.push(line);
    else if ('afterMs' in how) setTimeout(() => desk.kill('SIGKILL'), how.afterMs);
  });
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => desk.on('close', (_, by) => resolve(by)));
  expect(signal, `the child ended by itself: ${errors}`).toBe('SIGKILL');
  return lines;
}

describe('an order desk that is killed', () => {
  let folder: string;
  let round = 0;
  const acknowledged: string[] = [];
  const slowest = { readyMs: 0 };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tapedeck-orders-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    console.info(`order faults: ${round} kills, ${acknowledged.length} acknowledged commands, ready again after at most ${slowest.readyMs.toFixed(0)} ms`);
  });

  const runRound = async (how: Parameters<typeof tradeUntilKilled>[2]): Promise<void> => {
    round += 1;
    acknowledged.push(...(await tradeUntilKilled(folder, round, how)));
    slowest.readyMs = Math.max(slowest.readyMs, await checkDesk(folder, acknowledged));
    expect(slowest.readyMs, 'ready again').toBeLessThan(readyTargetMs);
  };

  const failPoints: readonly FailPointName[] = ['intent-stored', 'sent', 'answer-received', 'answer-stored', 'told', 'cancel-stored'];
  it.each(failPoints)('at the fail point %s loses and doubles nothing', async (failPoint) => {
    for (let i = 0; i < roundsPerPoint; i++) await runRound({ failPoint, hits: 1 + (i % 12) });
  }, roundsPerPoint * roundMs + 30_000);

  it(`at ${rounds} random moments loses and doubles nothing`, async () => {
    const random = createRandom(7);
    for (let i = 0; i < rounds; i++) await runRound({ afterMs: random() * 120 });
  }, rounds * roundMs + 30_000);
});

describe('a venue that answers badly', () => {
  it('1,000 orders accepted with the answer lost are unknown, then resolved by client id, none twice', async () => {
    const { trading, broker, clock, store } = await openRig();
    broker.onArrival = () => {};
    for (let i = 0; i < 1_000; i++) {
      const clientOrderId = `lost-${i}` as ClientOrderId;
      broker.line = 'answer-lost';
      broker.canBeAsked = i % 3 !== 0;
      const { orderId } = await trading.place(limitRequest('95', { clientOrderId, quantity: '1' }));
      broker.line = 'good';
      broker.canBeAsked = true;
      await settled();
      clock.advance(500);
      await settled();
      expect(trading.get(orderId).status).toBe('working');
      await trading.cancel(orderId);
    }
    expect(store.read(0, 100_000).filter(({ type }) => type === 'orderAnswerLost')).toHaveLength(1_000);
    expect(broker.arrivals).toHaveLength(1_000);
    expect(trading.health()).toMatchObject({ openOrders: 0, unknownOrders: 0 });
  });

  it('10,000 orders whose fills come before the acknowledgement, twice, in parts and after the cancel leave position and cash exact', async () => {
    const { trading, broker } = await openRig();
    const random = createRandom(11);
    let held = zero;
    let spent = zero;
    for (let i = 0; i < 10_000; i++) {
      const id = `storm-${i}` as ClientOrderId;
      const side = i % 2 === 0 ? 'buy' : 'sell';
      const parts = 1 + Math.floor(random() * 3);
      broker.onArrival = () => {
        const story = [() => broker.accept(id)];
        if (random() < 0.3) story.push(() => broker.end(id, 'cancelled'));
        for (let part = 0; part < parts; part++) {
          const price = (99 + Math.floor(random() * 200) / 100).toFixed(2);
          const fill = broker.fill(id, '1', price, { isTold: false, commission: '0.01' });
          const sign = side === 'buy' ? 1 : -1;
          held = held.plus(sign);
          spent = spent.plus(decimal(price).times(sign)).plus(decimal('0.01'));
          const repeats = random() < 0.3 ? 2 : 1;
          for (let n = 0; n < repeats; n++) story.push(() => broker.tell(fill));
        }
        while (story.length > 0) story.splice(Math.floor(random() * story.length), 1)[0]?.();
      };
      await trading.place(request({ clientOrderId: id, side, quantity: '3' }));
      const order = trading.findByClientId(id);
      expect(order?.filledQuantity).toBe(String(parts));
      if (order?.status === 'working' || order?.status === 'partially-filled') await trading.cancel(order.orderId);
    }
    expect(trading.positions()[0]?.quantity).toBe(held.toFixed());
    expect(trading.accounts()[0]?.balances).toEqual([{ currency: 'USD', cash: decimal(100_000).minus(spent).toFixed() }]);
    expect(trading.health()).toMatchObject({ state: 'open', openOrders: 0 });
  });
});
