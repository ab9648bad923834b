import type { DockviewApi } from 'dockview-react';
import type { WorkspaceName } from './desk-store.ts';

type Arrange = (api: DockviewApi) => void;
type Place = NonNullable<Parameters<DockviewApi['addPanel']>[0]['position']>;

const add = (api: DockviewApi, id: string, title: string, position?: Place): void =>
  void api.addPanel({ id, component: id, title, ...(position === undefined ? {} : { position }) });

/** Sizes in pixels, given when all panels stand: each one that is added moves the others. */
function size(api: DockviewApi, sizes: Readonly<Record<string, { readonly width?: number; readonly height?: number }>>): void {
  for (const [id, wanted] of Object.entries(sizes)) api.getPanel(id)?.group.api.setSize(wanted);
}

/** How each workspace stands at first. */
export const arrangements: Readonly<Record<WorkspaceName, Arrange>> = {
  trade(api) {
    add(api, 'chart', 'Chart');
    add(api, 'statistics', 'Statistics', { referencePanel: 'chart', direction: 'within' });
    add(api, 'watchlist', 'Watchlist', { direction: 'left' });
    add(api, 'ticket', 'Order ticket', { direction: 'right' });
    add(api, 'positions', 'Positions', { referencePanel: 'chart', direction: 'below' });
    add(api, 'paper-sessions', 'Strategies on paper', { referencePanel: 'positions', direction: 'within' });
    api.getPanel('positions')?.api.setActive();
    add(api, 'orders', 'Orders', { referencePanel: 'positions', direction: 'right' });
    add(api, 'news', 'News', { referencePanel: 'orders', direction: 'within' });
    add(api, 'messages', 'Messages', { referencePanel: 'orders', direction: 'within' });
    api.getPanel('orders')?.api.setActive();
    add(api, 'depth', 'Depth', { referencePanel: 'chart', direction: 'right' });
    add(api, 'trades', 'Time & sales', { referencePanel: 'depth', direction: 'below' });
    const isWide = api.width > 1_700;
    size(api, { watchlist: { width: isWide ? 320 : 304 }, ticket: { width: isWide ? 304 : 280 }, depth: { width: isWide ? 248 : 208 }, positions: { height: isWide ? 250 : 200 }, trades: { height: isWide ? 260 : 180 } });
    api.getPanel('chart')?.api.setActive();
  },
  lab(api) {
    add(api, 'lab-result', 'Result');
    add(api, 'lab-editor', 'Editor', { referencePanel: 'lab-result', direction: 'within' });
    add(api, 'lab-analysis', 'Analysis', { referencePanel: 'lab-result', direction: 'within' });
    add(api, 'lab-compare', 'Compare', { referencePanel: 'lab-result', direction: 'within' });
    add(api, 'lab-sweep', 'Sweep', { referencePanel: 'lab-result', direction: 'within' });
    add(api, 'lab-walk-forward', 'Walk-forward', { referencePanel: 'lab-result', direction: 'within' });
    add(api, 'lab-setup', 'Setup', { direction: 'left' });
    add(api, 'lab-strategies', 'Strategies', { direction: 'left' });
    add(api, 'lab-runs', 'Runs', { referencePanel: 'lab-strategies', direction: 'below' });
    add(api, 'lab-trades', 'Trades', { referencePanel: 'lab-result', direction: 'below' });
    add(api, 'lab-months', 'Months', { referencePanel: 'lab-trades', direction: 'within' });
    add(api, 'lab-statistics', 'Statistics', { referencePanel: 'lab-trades', direction: 'within' });
    api.getPanel('lab-trades')?.api.setActive();
    add(api, 'lab-price', 'Price', { referencePanel: 'lab-result', direction: 'right' });
    add(api, 'lab-honesty', 'Honesty', { referencePanel: 'lab-price', direction: 'within' });
    add(api, 'lab-robustness', 'Robustness', { referencePanel: 'lab-price', direction: 'within' });
    add(api, 'lab-microscope', 'Microscope', { referencePanel: 'lab-price', direction: 'within' });
    api.getPanel('lab-price')?.api.setActive();
    add(api, 'lab-figures', 'Figures', { referencePanel: 'lab-trades', direction: 'right' });
    const isWide = api.width > 1_700;
    const side = Math.round((api.width - (isWide ? 560 : 470)) * 0.41);
    size(api, {
      'lab-strategies': { width: isWide ? 260 : 208 }, 'lab-setup': { width: isWide ? 300 : 262 }, 'lab-runs': { height: Math.round(api.height * 0.32) },
      'lab-trades': { height: Math.round(api.height * 0.38) }, 'lab-figures': { width: side, height: Math.round(api.height * 0.38) }, 'lab-price': { width: side },
    });
    api.getPanel('lab-result')?.api.setActive();
  },
  data(api) {
    add(api, 'import', 'Import');
    add(api, 'series', 'Stored bars', { direction: 'left' });
    add(api, 'series-chart', 'Bars', { referencePanel: 'series', direction: 'below' });
    size(api, { series: { width: Math.min(620, Math.max(420, Math.round(api.width * 0.36))) }, 'series-chart': { height: Math.round(api.height * 0.45) } });
    api.getPanel('import')?.api.setActive();
  },
  replay(api) {
    add(api, 'replay-chart', 'Chart');
    add(api, 'replay-score', 'Score', { referencePanel: 'replay-chart', direction: 'within' });
    add(api, 'replay-list', 'Replays', { referencePanel: 'replay-chart', direction: 'within' });
    add(api, 'replay-ticket', 'Ticket', { direction: 'right' });
    add(api, 'replay-orders', 'Orders', { referencePanel: 'replay-ticket', direction: 'below' });
    add(api, 'replay-position', 'Position', { referencePanel: 'replay-chart', direction: 'below' });
    add(api, 'replay-trades', 'Trades', { referencePanel: 'replay-position', direction: 'right' });
    const isWide = api.width > 1_700;
    size(api, { 'replay-ticket': { width: isWide ? 320 : 280, height: Math.min(360, Math.round(api.height * 0.66)) }, 'replay-position': { height: isWide ? 250 : Math.round(api.height * 0.26) } });
    api.getPanel('replay-chart')?.api.setActive();
  },
};
