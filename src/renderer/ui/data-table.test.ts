import { describe, expect, it } from 'vitest';
import { fitColumns, fitWidths } from './data-table.tsx';

const columns = [{ id: 'symbol', width: 60 }, { id: 'qty', width: 60 }, { id: 'day', width: 80, rank: 2 }, { id: 'realised', width: 80, rank: 3 }, { id: 'weight', width: 50, rank: 1 }];
const shown = (width: number): readonly string[] => fitColumns(columns, width).map((one) => one.id);

describe('columns in little room', () => {
  it('all stay where they fit, and until the room is known', () => {
    expect([shown(330), shown(0)]).toEqual([columns.map((one) => one.id), columns.map((one) => one.id)]);
  });

  it('go by rank, the highest first; those without a rank stay', () => {
    expect([shown(329), shown(200), shown(100), shown(10)]).toEqual([['symbol', 'qty', 'day', 'weight'], ['symbol', 'qty', 'weight'], ['symbol', 'qty'], ['symbol', 'qty']]);
  });

  it('of names are cut, of figures never, and of names by no more than a third', () => {
    const widths = (width: number): readonly number[] => fitWidths([{ align: 'left' as const, width: 60 }, { align: 'left' as const, width: 80 }, { width: 60 }], width).map((one) => one.width);
    expect([widths(200), widths(0), widths(186), widths(100)]).toEqual([[60, 80, 60], [60, 80, 60], [54, 72, 60], [42, 56, 60]]);
  });
});
