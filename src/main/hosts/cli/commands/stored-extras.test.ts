import { describe, expect, it } from 'vitest';
import { instrumentId } from '../../../../contract/model/instrument.ts';
import { timeframe } from '../../../../contract/model/timeframe.ts';
import { readStoredExtras } from './stored-extras.ts';

const keyOf = (id: string, length = '1d') => ({ instrumentId: instrumentId(id), timeframe: timeframe(length) });
const signal = new AbortController().signal;

describe('rates and actions of stored series', () => {
  it('are of the only series where none is named', async () => {
    expect(await readStoredExtras({ rates: ['1/FILE:EURUSD'] }, [keyOf('FILE:SAP')], signal)).toEqual({ rates: [{ of: 'FILE:SAP', series: { instrumentId: 'FILE:EURUSD', timeframe: '1d' }, isInverted: true }] });
    expect(await readStoredExtras({}, [keyOf('FILE:SAP')], signal)).toEqual({});
  });

  it('say of which of several series they are, at whatever lengths of bar', async () => {
    const keys = [keyOf('FILE:SAP', '1h'), keyOf('FILE:SAP'), keyOf('FILE:BMW')];
    const { rates } = await readStoredExtras({ rates: ['FILE:BMW=FILE:EURUSD', 'FILE:SAP=1/FILE:USDEUR'] }, keys, signal);
    expect(rates?.map(({ of, series, isInverted }) => [of, series.instrumentId, series.timeframe, isInverted])).toEqual([['FILE:BMW', 'FILE:EURUSD', '1d', false], ['FILE:SAP', 'FILE:USDEUR', '1h', true]]);
    await expect(readStoredExtras({ rates: ['FILE:EURUSD'] }, keys, signal)).rejects.toThrow('--rates FILE:EURUSD does not say of which series; write FILE:SAP=FILE:EURUSD, with one of FILE:SAP, FILE:BMW');
    await expect(readStoredExtras({ rates: ['EURUSD'] }, keys.slice(2), signal)).rejects.toThrow('--rates');
  });
});
