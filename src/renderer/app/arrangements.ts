import type { DockviewApi } from 'dockview-react';
import type { WorkspaceName } from './desk-store.ts';

type Arrange = (api: DockviewApi) => void;

/** How each workspace stands at first. */
export const arrangements: Readonly<Record<WorkspaceName, Arrange>> = {
  trade() {},
  lab() {},
  data() {},
};
