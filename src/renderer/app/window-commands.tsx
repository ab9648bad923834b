import { useEffect } from 'react';
import { registerCommands } from './commands.ts';
import { openWorkspace } from './desk-store.ts';
import { closePalette, openPalette, useShowing } from './showing.ts';

/** What belongs to the window itself. */
export function useWindowCommands(): void {
  useEffect(() => registerCommands([
    { id: 'window.palette', title: 'Search commands and instruments', group: 'Window', keys: '$mod+KeyK', isGlobal: true, run: () => (useShowing.getState().palette ? closePalette() : openPalette()) },
    { id: 'window.find', title: 'Find an instrument', group: 'Window', keys: 'Slash', words: 'symbol search', run: () => openPalette('', true) },
    { id: 'window.trade', title: 'Go to Trade', group: 'Window', keys: 'F1', isGlobal: true, run: () => openWorkspace('trade') },
    { id: 'window.lab', title: 'Go to Lab', group: 'Window', keys: 'F2', isGlobal: true, words: 'backtest research', run: () => openWorkspace('lab') },
    { id: 'window.data', title: 'Go to Data', group: 'Window', keys: 'F3', isGlobal: true, words: 'import csv files', run: () => openWorkspace('data') },
    { id: 'window.replay', title: 'Go to Replay', group: 'Window', keys: 'F4', isGlobal: true, words: 'practice practise past bar by bar', run: () => openWorkspace('replay') },
    { id: 'window.settings', title: 'Settings', group: 'Window', keys: '$mod+Comma', isGlobal: true, words: 'theme colours density time zone', run: () => useShowing.setState({ settings: true }) },
    { id: 'help.keys', title: 'Keys', group: 'Help', keys: 'Shift+?', words: 'shortcuts hot keys', run: () => useShowing.setState({ keys: true }) },
    { id: 'help.about', title: 'About Tapedeck', group: 'Help', words: 'version licence', run: () => useShowing.setState({ about: true }) },
  ]), []);
}
