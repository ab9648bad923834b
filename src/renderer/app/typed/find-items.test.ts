import { expect, it } from 'vitest';
import type { Instrument, InstrumentId } from '../../../contract/model/instrument.ts';
import { decimalText } from '../../../contract/model/units.ts';
import type { Command } from '../commands.ts';
import { findItems } from './find-items.ts';

const instrument = (symbol: string, name: string): Instrument => ({
  id: `SIM:${symbol}` as InstrumentId, symbol, venue: 'SIM', name, assetClass: 'equity', sector: null, currency: 'USD', tickSize: decimalText('0.01'), lotSize: decimalText('1'), minQuantity: decimalText('1'), isTradable: true, calendar: 'sim-equity',
});
const command = (id: string, title: string, group: Command['group'], words = ''): Command => ({ id, title, group, words, run: () => undefined });
const instruments = [instrument('TAPE', 'Tapedeck Broad Market Fund'), instrument('ACME', 'Acme Robotics')];
const commands = [command('help.about', 'About Tapedeck', 'Help'), command('tape.crash', 'Scenario: Crash', 'Tape', 'Prices fall about 12 % within ten minutes'), command('trade.kill', 'KILL: stop trading', 'Trade')];
const names = (text: string) => findItems(text, instruments, commands).map((item) => (item.kind === 'command' ? item.command.id : item.instrument.id));

it('puts what is named so before what is described so, whatever its group', () => {
  expect(names('about')).toEqual(['help.about', 'tape.crash']);
});

it('without text gives all, instruments first, then commands by group', () => {
  expect(names('')).toEqual(['SIM:TAPE', 'SIM:ACME', 'trade.kill', 'tape.crash', 'help.about']);
});

it('finds instruments by symbol, name and id', () => {
  expect([names('acme')[0], names('robotics'), names('sim:acme'), names('nobody')]).toEqual(['SIM:ACME', ['SIM:ACME'], ['SIM:ACME'], []]);
});
