import type { DockviewApi } from 'dockview-react';
import type { WorkspaceName } from './desk-store.ts';

type Arrange = (api: DockviewApi) => void;
type Place = NonNullable<Parameters<DockviewApi['addPanel']>[0]['position']>;

const add = (api: DockviewApi, id: string, title: string, position?: Place, size: { readonly width?: number; readonly height?: number } = {}): void =>
  void api.addPanel({
    id, component: id, title,
    ...(position === undefined ? {} : { position }),
    ...(size.width === undefined ? {} : { initialWidth: size.width }),
    ...(size.height === undefined ? {} : { initialHeight: size.height }),
  });

/** How each workspace stands at first. */
export const arrangements: Readonly<Record<WorkspaceName, Arrange>> = {
  trade(api) {
    add(api, 'chart', 'Chart');
    add(api, 'watchlist', 'Watchlist', { direction: 'left' }, { width: 284 });
    add(api, 'orders', 'Orders', { referencePanel: 'chart', direction: 'below' }, { height: 198 });
    add(api, 'depth', 'Depth', { referencePanel: 'chart', direction: 'right' }, { width: 216 });
    add(api, 'trades', 'Time & sales', { referencePanel: 'depth', direction: 'below' }, { height: 200 });
  },
  lab() {},
  data() {},
};
