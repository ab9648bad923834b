import { describe, expect, it } from 'vitest';
import { fitColumns } from './data-table.tsx';

const columns = [{ id: 'symbol', width: 60 }, { id: 'qty', width: 60 }, { id: 'day', width: 80, rank: 2 }, { id: 'realised', width: 80, rank: 3 }, { id: 'weight', width: 50, rank: 1 }];
const shown = (width: number): readonly string[] => fitColumns(columns, width).map((one) => one.id);

describe('columns in little room', () => {
  it('all stay where they fit, and until the room is known', () => {
    expect([shown(330), shown(0)]).toEqual([columns.map((one) => one.id), columns.map((one) => one.id)]);
  });

  it('go by rank, the highest first; those without a rank stay', () => {
    expect([shown(329), shown(200), shown(100), shown(10)]).toEqual([['symbol', 'qty', 'day', 'weight'], ['symbol', 'qty', 'weight'], ['symbol', 'qty'], ['symbol', 'qty']]);
  });
});
