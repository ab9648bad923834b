import type { Layout, LayoutInfo } from '../../../contract/model/settings.ts';

/** Saved arrangements of panels, by name. */
export interface Layouts {
  /** By name. */
  list(): LayoutInfo[];
  /** NOT_FOUND when none was saved under the name, or what is stored cannot be used. */
  get(name: string): Layout;
  /** Saves over the version the layout is based on, 0 for a new name. CONFLICT when another was saved since; then nothing has changed. */
  save(layout: Layout): Layout;
}
