import { beforeEach, describe, expect, it } from 'vitest';
import { useShowing } from '../showing.ts';
import { findTyping, startTyping } from './start-typing.ts';
import { readTimeframe } from './timeframe-text.ts';

const offered = ['1m', '5m', '15m', '1h', '4h', '1d'];

describe('a typed timeframe', () => {
  it.each([['1', '1m'], ['5', '5m'], ['15', '15m'], ['15m', '15m'], ['60', '1h'], ['1h', '1h'], ['240', '4h'], ['4H', '4h'], ['1d', '1d'], ['d', '1d'], ['1440', '1d'], [' 5 ', '5m']])('%s is %s', (text, expected) => {
    expect(readTimeframe(text, offered)).toBe(expected);
  });

  it.each(['', '7', '0', '5x', 'm5', '1w', '99999', '-5', '1.5'])('%s is none', (text) => {
    expect(readTimeframe(text, offered)).toBeNull();
  });
});

describe('a key that is no command', () => {
  const press = (key: string, ctrlKey = false) => ({ key, code: key, ctrlKey, metaKey: false, altKey: false, shiftKey: false });

  it.each([['a', 'instrument'], ['A', 'instrument'], ['5', 'timeframe'], ['0', null], ['Enter', null], ['F4', null], [' ', null]] as const)('%s begins %s', (key, expected) => {
    expect(findTyping(press(key))).toBe(expected);
  });

  it('with Ctrl begins nothing', () => {
    expect(findTyping(press('a', true))).toBeNull();
  });
});

describe('keys that come before the field they are for', () => {
  const press = (...keys: string[]): void => keys.forEach((key) => startTyping({ key, preventDefault: () => undefined } as KeyboardEvent));
  beforeEach(() => useShowing.setState(useShowing.getInitialState(), true));

  it('are kept with the Enter that follows them, and what comes after it is not a part of them', () => {
    press('v', 'o', 'x', 'Backspace', 'l', 'Enter', 's');
    expect(useShowing.getState()).toMatchObject({ palette: true, onlyInstruments: true, paletteText: 'vol', isEntered: true });
  });

  it('make a timeframe, too', () => {
    press('1', '5', 'Enter');
    expect(useShowing.getState()).toMatchObject({ palette: false, timeframeText: '15', isEntered: true });
  });

  it.each(['v', '1'])('are given up with Esc after %s', (key) => {
    press(key, 'Enter', 'Escape');
    expect(useShowing.getState()).toEqual(useShowing.getInitialState());
  });
});
