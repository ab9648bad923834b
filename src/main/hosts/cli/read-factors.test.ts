import { describe, expect, it } from 'vitest';
import { parseFactors, readFactors } from './read-factors.ts';

const header = 'date,price_factor,split_factor,reference_price';

describe('a factor table', () => {
  it('is read as LEAN writes it, dates with or without dashes', () => {
    expect(parseFactors(`${header}\n1998-01-02,0.65,1,1\r\n20140606,1,0.142857,645.6\n\n`, 'f.csv')).toEqual([
      { date: '1998-01-02', priceFactor: 0.65, splitFactor: 1 }, { date: '2014-06-06', priceFactor: 1, splitFactor: 0.142857 },
    ]);
    expect(parseFactors('Split Factor,Date,Price Factor\n0.5,2020-01-02,0.9', 'f.csv')).toEqual([{ date: '2020-01-02', priceFactor: 0.9, splitFactor: 0.5 }]);
  });
  it.each([
    ['date,factor\n2020-01-02,1', 'f.csv: A factor table has the columns'],
    [`${header}\n2020-02-30,1,1`, 'f.csv: Line 2: "2020-02-30" is no date'],
    [`${header}\n2020-01-02,0,1`, 'f.csv: Line 2: "0" is no factor'],
    [`${header}\n2020-01-02,1,1\n\n2020-01-02,1,1`, 'f.csv: Line 4: 2020-01-02 is not after'],
    [`${header}\n2020-01-02,1`, 'f.csv: Line 2: "" is no factor'],
    [header, 'f.csv: The table has no rows'],
  ])('is refused with line and reason: %j', (text, message) => {
    expect(() => parseFactors(text, 'f.csv')).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(message) as string }) as Error);
  });
  it('that is not there is named', async () => {
    await expect(readFactors('/nowhere/f.csv')).rejects.toMatchObject({ code: 'INVALID_INPUT', message: 'f.csv: There is no such file; check the path.' });
  });
});
