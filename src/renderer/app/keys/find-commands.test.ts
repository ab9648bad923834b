import { expect, it } from 'vitest';
import type { Command } from '../commands.ts';
import { findCommands } from './find-commands.ts';

const command = (id: string, title: string, group: Command['group'], keys = '', words = ''): Command => ({ id, title, group, keys, words, run: () => undefined });
const commands = [
  command('help.keys', 'Keys', 'Help', 'Shift+?', 'shortcuts'), command('tape.pause', 'Pause the market', 'Tape', 'KeyK'),
  command('trade.kill', 'KILL: stop trading', 'Trade', '$mod+Shift+KeyK', 'panic'),
];
const ids = (text: string, own = {}) => findCommands(commands, text, own).map((one) => one.id);

it('finds commands by words of their title, group, other words and keys, and shows them by group', () => {
  expect(ids('')).toEqual(['trade.kill', 'tape.pause', 'help.keys']);
  expect([ids('market pause'), ids('PANIC'), ids('tape'), ids('shortcuts'), ids('nothing')]).toEqual([['tape.pause'], ['trade.kill'], ['tape.pause'], ['help.keys'], []]);
});

it('finds keys as they hold now', () => {
  expect([ids('ctrl ⇧'), ids('f9', { 'tape.pause': 'F9' })]).toEqual([['trade.kill'], ['tape.pause']]);
});
