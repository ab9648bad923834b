import { lazy, Suspense, useEffect } from 'react';
import { useClient } from '../../app/client-context.tsx';
import { registerCommands, when } from '../../app/commands.ts';
import { showPanel } from '../../app/show-panel.ts';
import { isChanged, useEditor } from './editor-store.ts';

const panels = () => import('./panels.ts');
const Sheets = lazy(async () => ({ default: (await panels()).EditorSheets }));

/** Commands and sheets of the editor, there as long as the lab is. */
export function EditorKeeper() {
  const client = useClient();
  const hasSheet = useEditor((store) => store.sheet !== null);
  useEffect(() => registerCommands([
    { id: 'lab.new-strategy', title: 'New strategy', group: 'Lab', words: 'rules blocks typescript template write', run: () => useEditor.setState({ sheet: 'new' }) },
    { id: 'lab.edit-strategy', title: 'Edit the strategy', group: 'Lab', keys: 'Alt+KeyE', isGlobal: true, words: 'editor rules code blocks', run: () => showPanel('lab', 'lab-editor') },
    { id: 'lab.save-strategy', title: 'Save the strategy', group: 'Lab', keys: '$mod+KeyS', isGlobal: true, words: 'editor store file', condition: when(useEditor, isChanged), run: () => void panels().then(({ saveStrategy }) => saveStrategy(client)) },
  ]), [client]);
  return hasSheet ? <Suspense fallback={null}><Sheets /></Suspense> : null;
}
