import { describe, expect, it } from 'vitest';
import type { Command } from '../commands.ts';
import { bindKeys, findOwner, keysOfCommand, resetKeys } from './bindings.ts';
import { describeKeys, findKeysFault, keysOf, normaliseKeys } from './key-names.ts';

const press = (code: string, modifiers: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}, key = code) =>
  ({ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers });
const command = (id: string, keys?: string): Command => ({ id, title: id, group: 'Window', run: () => undefined, ...(keys === undefined ? {} : { keys }) });
const commands = [command('tape.pause', 'KeyK'), command('tape.faster', 'KeyL'), command('help.keys', 'Shift+?'), command('help.about')];

describe('keys', () => {
  it.each([['$mod+Shift+KeyK', 'Ctrl ⇧ K'], ['Alt+KeyA', 'Alt A'], ['Shift+?', '⇧ ?'], ['ArrowRight', '→'], ['Digit5', '5'], ['F6', 'F6'], ['$mod+Comma', 'Ctrl ,']])('%s is read %s', (keys, text) => {
    expect(describeKeys(keys, false)).toBe(text);
  });

  it('are named by what is pressed, with the main modifier of the computer', () => {
    expect([
      keysOf(press('KeyK', { ctrlKey: true, shiftKey: true }), false), keysOf(press('KeyK', { metaKey: true }), true), keysOf(press('KeyK', { ctrlKey: true }), true),
      keysOf(press('Slash', { shiftKey: true }, '?'), false), keysOf(press('ShiftLeft', { shiftKey: true }, 'Shift'), false),
    ]).toEqual(['$mod+Shift+KeyK', '$mod+KeyK', 'Control+KeyK', 'Shift+Slash', null]);
  });

  it('are the same in another order of modifiers and by their character', () => {
    expect([normaliseKeys('Shift+$mod+KeyK'), normaliseKeys('Shift+?')]).toEqual(['$mod+Shift+KeyK', 'Shift+Slash']);
  });

  it('that fields and the browser need are refused with a sentence', () => {
    expect(findKeysFault('Tab', false)).toMatch(/^Tab walks/);
    expect(findKeysFault('$mod+KeyW', false)).toMatch(/^Ctrl W belongs to the browser/);
    expect(findKeysFault('Shift+KeyW', false)).toBeNull();
  });
});

describe('binding', () => {
  it('names the command that has the keys already', () => {
    expect([findOwner('KeyK', 'help.about', commands, {})?.id, findOwner('Shift+Slash', 'tape.pause', commands, {})?.id, findOwner('KeyQ', 'tape.pause', commands, {})]).toEqual(['tape.pause', 'help.keys', null]);
  });

  it('sees keys that were freed and keys that were moved', () => {
    const own = { 'tape.pause': '', 'help.about': 'KeyL' };
    expect([findOwner('KeyK', 'tape.faster', commands, own), findOwner('KeyL', 'tape.faster', commands, own)?.id]).toEqual([null, 'help.about']);
  });

  it('takes the keys from whoever had them', () => {
    const own = bindKeys(command('help.about'), 'KeyK', commands, {});
    expect(own).toEqual({ 'help.about': 'KeyK', 'tape.pause': '' });
    expect(keysOfCommand(command('tape.pause', 'KeyK'), own)).toBe('');
  });

  it('gives usual keys back and keeps no choice that equals them', () => {
    const moved = { 'help.about': 'KeyK', 'tape.pause': '' };
    expect(resetKeys(command('tape.pause', 'KeyK'), commands, moved)).toEqual({});
  });
});
