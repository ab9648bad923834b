import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../contract/model/units.ts';
import { createManualClock } from '../../adapters/clock/index.ts';
import { createMemoryDocumentStore } from '../../adapters/store/index.ts';
import { silentLog } from '../kernel/index.ts';
import { createLayouts } from './create-layouts.ts';

function open() {
  const store = createMemoryDocumentStore();
  return { store, layouts: createLayouts({ store, clock: createManualClock(7_000), log: silentLog }) };
}

const layout = (version: number, text = '{"panels":[]}', name = 'desk') => ({ name, version, layout: text });

describe('layouts', () => {
  it('are saved by name, counted, listed and given back as they were', () => {
    const { layouts } = open();
    expect(layouts.list()).toEqual([]);
    expect(layouts.save(layout(0, ' [1 ,2]'))).toEqual(layout(1, ' [1 ,2]'));
    expect(layouts.save(layout(1))).toEqual(layout(2));
    layouts.save(layout(0, 'null', 'chart'));
    expect(layouts.get('desk')).toEqual(layout(2));
    expect(layouts.list()).toEqual([{ name: 'chart', version: 1 }, { name: 'desk', version: 2 }]);
  });

  it('of a desk with very many panels have room', () => {
    const { layouts } = open();
    const text = `"${'x'.repeat(256 * 1_024 - 2)}"`;
    layouts.save(layout(0, text));
    expect(layouts.get('desk').layout).toBe(text);
  });

  it('that were never saved are not found', () => {
    expect(() => open().layouts.get('desk')).toThrow(expect.objectContaining({ code: 'NOT_FOUND', message: 'There is no layout desk.' }));
  });

  it('are not saved over another version than the one they are based on', () => {
    const { layouts } = open();
    expect(() => layouts.save(layout(3))).toThrow(expect.objectContaining({ code: 'CONFLICT', message: 'There is no layout desk and the save is based on version 3; save it as version 0.' }));
    layouts.save(layout(0));
    for (const version of [0, 2]) {
      expect(() => layouts.save(layout(version, '"other"'))).toThrow(expect.objectContaining({ code: 'CONFLICT', details: { name: 'desk', version: 1, basedOn: version } }));
    }
    expect(layouts.get('desk')).toEqual(layout(1));
  });

  it.each([
    ['text that is no JSON', layout(0, '{"panels":'), 'layout must be JSON text.'],
    ['a text above the limit', layout(0, `"${'x'.repeat(262_144)}"`), 'layout must have at most 262144 letters.'],
    ['a name with a path', layout(0, '1', '../desk'), /^name must be 1 to 32 lower-case/],
  ])('with %s are refused', (_, wrong, message) => {
    const { layouts, store } = open();
    expect(() => layouts.save(wrong)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringMatching(message) as string }));
    expect(store.list('layout')).toEqual([]);
  });

  it('are kept, up to 200 names', () => {
    const { layouts } = open();
    for (let i = 0; i < 200; i++) layouts.save(layout(0, '1', `l-${i}`));
    expect(() => layouts.save(layout(0, '1', 'one-more'))).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    expect(layouts.save(layout(1, '2', 'l-7')).version, 'those that are there can still be saved').toBe(2);
  });

  it('that were damaged on the disk are said to be, and set aside when a new one is saved', () => {
    const { layouts, store } = open();
    const damaged = { version: 5, savedAtMs: epochMs(1), text: '{"pan' };
    store.save('layout', 'desk', damaged);
    expect(() => layouts.get('desk')).toThrow(expect.objectContaining({ code: 'NOT_FOUND', details: { name: 'desk', version: 5 }, message: expect.stringContaining('over version 5') as string }));
    expect(layouts.save(layout(5)).version).toBe(6);
    expect(store.loadSetAside('layout', 'desk')).toEqual([damaged]);
    layouts.save(layout(6));
    expect(store.loadSetAside('layout', 'desk'), 'a good one is not').toHaveLength(1);
  });
});
