/** A stop of the tour. `targets` find the real things on the desk; those that are not there are left out. */
export type TourStep = { readonly title: string; readonly text: string; readonly keys: readonly string[]; readonly targets: readonly string[] };

/** Four stops: what is looked at, how it is traded, the tape, and research. */
export const tourSteps: readonly TourStep[] = [
  {
    title: 'Every panel follows the watchlist',
    text: 'Choose an instrument with a click, the arrow keys, or by typing its name; chart, book and ticket go with you. Digits and Enter set the timeframe: 5, 15, 60.',
    keys: ['Ctrl K'],
    targets: ['[role="region"][aria-label="Watchlist"]', '[role="img"][aria-label^="Candles of"]'],
  },
  {
    title: 'Nothing is sent by accident',
    text: 'The ticket shows what an order would do before it exists. It sends only while it is armed, for 30 seconds; Esc disarms it. The money is paper.',
    keys: ['B', 'S', 'Alt A'],
    targets: ['form[aria-label="Order ticket"]'],
  },
  {
    title: 'The market is on tape',
    text: 'Pause it, step it, play it up to 3,600 times as fast, or call trouble on it: a crash, a gap, a halt, a lost feed.',
    keys: ['Space', 'J', 'K', 'L'],
    targets: ['section[aria-label="Tape"]'],
  },
  {
    title: 'Test an idea on history',
    text: 'The Lab runs strategies on simulated or imported bars and says how far to trust the result. Drop a CSV file anywhere on this window to import it.',
    keys: ['F2'],
    targets: ['nav[aria-label="Workspaces"]'],
  },
];
