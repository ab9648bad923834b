import { lazyPanel } from '../../app/lazy-panel.tsx';
import type { PanelDefinition } from '../../app/panels.ts';

/** The editor is loaded when it is first shown, and what colours and checks text only when there is text. */
export const editorPanel: PanelDefinition = {
  id: 'lab-editor', title: 'Editor', component: lazyPanel(async () => (await import('./panels.ts')).EditorPanel), words: 'lab strategy rules blocks sentences code typescript write',
};

export { EditorKeeper } from './editor-keeper.tsx';
