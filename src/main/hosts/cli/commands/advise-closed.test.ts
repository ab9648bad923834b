import { expect, it } from 'vitest';
import { contractError } from '../../../api/index.ts';
import { adviseClosedMarket } from './advise-closed.ts';

const refused = (code: string) => contractError('REFUSED', 'The market of SIM:ACME is closed.', { refusal: { code } });

it('a closed market without a workstation: says what opens it, with the refusal and its numbers as they were', () => {
  expect(adviseClosedMarket(refused('MARKET_CLOSED'), false)).toMatchObject({
    code: 'REFUSED', details: { refusal: { code: 'MARKET_CLOSED' } },
    message: 'The market of SIM:ACME is closed. The simulated clock stands still between commands: start `tapedeck serve`, or trade SIM:ORBUSD, which never closes.',
  });
});

it('leaves every other error as it is, and all of them where a workstation runs', () => {
  for (const [error, isWorkstation] of [[refused('MARKET_CLOSED'), true], [refused('TRADING_HALTED'), false], [new Error('x'), false], ['x', false]] as const) {
    expect(adviseClosedMarket(error, isWorkstation)).toBe(error);
  }
});
