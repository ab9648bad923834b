import { isContractError } from '../../../api/index.ts';
import { AppError } from '../../../core/kernel/index.ts';

/**
 * What to do about a closed market where no workstation runs: the simulated clock goes on only while something runs, so waiting
 * alone opens nothing. Other errors come back as they are.
 */
export function adviseClosedMarket(error: unknown, isWorkstation: boolean): unknown {
  if (isWorkstation || !isContractError(error) || error.code !== 'REFUSED') return error;
  const { details } = error.data;
  const { refusal } = details as { readonly refusal?: { readonly code: string } };
  if (refusal?.code !== 'MARKET_CLOSED') return error;
  return new AppError(
    'REFUSED',
    `${error.message} The simulated clock stands still between commands: start \`tapedeck serve\`, or trade SIM:ORBUSD, which never closes.`,
    details,
  );
}
