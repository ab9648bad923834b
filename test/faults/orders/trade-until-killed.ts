/**
 * A child process that trades until it is killed: node trade-until-killed.ts FOLDER ROUND FAIL_POINT HITS
 * Prints `ready`, then `placed ID` or `cancelled ID` after each command was acknowledged. With a fail point it kills itself
 * at the given hit of it.
 */
import { writeSync } from 'node:fs';
import type { ClientOrderId } from '../../../src/contract/model/order.ts';
import { limitRequest, request } from '../../trading/trading-rig.ts';
import { openDesk } from './open-desk.ts';

const [folder = '', round = '', failPoint = '', hits = '1'] = process.argv.slice(2);
let left = Number(hits);
const { trading } = await openDesk(folder, (name) => {
  if (name !== failPoint) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
});
const say = (line: string): number => writeSync(1, `${line}\n`);

say('ready');
for (let n = 1; ; n++) {
  const clientOrderId = `r${round}-${n}` as ClientOrderId;
  // Rounds begin with a buy and a sale in turn, so that the holding stays near zero however many there are.
  const side = (n % 4 < 2) === (Number(round) % 2 === 0) ? 'buy' : 'sell';
  if (n % 2 === 1) {
    await trading.place(request({ clientOrderId, side, quantity: '2' }));
    say(`placed ${clientOrderId}`);
  } else {
    const { orderId } = await trading.place(limitRequest(side === 'buy' ? '95' : '105', { clientOrderId, side, quantity: '2' }));
    say(`placed ${clientOrderId}`);
    await trading.cancel(orderId);
    say(`cancelled ${clientOrderId}`);
  }
}
