import { describe, expect, it } from 'vitest';
import { parseActions } from './read-actions.ts';

const parse = (text: string) => parseActions(text, 'actions.csv');

describe('a file of actions', () => {
  it('has splits and dividends in any order, splits as a number or two', () => {
    expect(parse('Value;Type;note;Date\n0.47;Dividend;;2014-05-08\n7:1;split;x;20140609\n1/10;split;;2015-01-02\n\n2;split;;2016-01-04')).toEqual([
      { date: '2014-05-08', type: 'dividend', value: 0.47 }, { date: '2014-06-09', type: 'split', value: 7 }, { date: '2015-01-02', type: 'split', value: 0.1 }, { date: '2016-01-04', type: 'split', value: 2 },
    ]);
  });
  it.each([
    ['other columns', 'date,ratio\n2014-06-09,7', 'A file of actions has the columns date, type and value'], ['no rows', 'date,type,value\n', 'The file has no rows'],
    ['another type', 'date,type,value\n2014-06-09,merger,7', 'Line 2: the type is "merger"; it is split or dividend.'], ['a day that is none', 'date,type,value\n\n2014-06-31,split,7', 'Line 3: "2014-06-31" is no date'],
    ['no shares', 'date,type,value\n2014-06-09,split,0', 'Line 2: the split is "0"; give the new shares for an old one'], ['three numbers', 'date,type,value\n2014-06-09,split,2:1:1', 'Line 2: the split is "2:1:1"'],
    ['nothing for none', 'date,type,value\n2014-06-09,split,1:0', 'Line 2: the split is "1:0"'], ['a dividend of nothing', 'date,type,value\n2014-06-09,dividend,-1', 'Line 2: the dividend is "-1"'],
  ])('is refused with %s', (_, text, sentence) => {
    expect(() => parse(text)).toThrow(`actions.csv: ${sentence}`);
  });
});
