import { describe, expect, it } from 'vitest';
import { figureNoteSchema } from '../../contract/model/report.ts';
import { crossingRun } from './test-run.ts';
import { listFigureNotes } from './figure-notes.ts';

describe('what figures say of themselves', () => {
  const notes = listFigureNotes();
  const { result } = crossingRun();

  it('is there for every figure of a report, in both of its dialects', () => {
    const namesOf = (dialect: string): string[] => notes.filter((note) => note.dialect === dialect).map(({ name }) => name);
    expect(Object.keys(result.metrics).filter((name) => !namesOf('plain').includes(name))).toEqual([]);
    expect(Object.keys(result.dialects['backtesting.py'] ?? {}).filter((name) => !namesOf('backtesting.py').includes(name))).toEqual([]);
  });

  it('is whole, and once for each figure', () => {
    for (const note of notes) expect(figureNoteSchema.parse(note), note.name).toMatchObject({ formula: expect.stringMatching(/./), source: expect.stringMatching(/./), inputs: expect.arrayContaining([expect.stringMatching(/./)]) });
    const keys = notes.map(({ dialect, name }) => `${dialect} ${name}`);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });
});
