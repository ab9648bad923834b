import { Ellipsis } from 'lucide-react';
import { useClient } from '../../app/client-context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './editor-panel.module.css';
import { isChanged, useEditor, type RulesView } from './editor-store.ts';
import { copyStrategy, saveStrategy } from './work-on-files.ts';

const views: readonly { readonly value: RulesView; readonly label: string; readonly hint: string }[] = [
  { value: 'blocks', label: 'Blocks', hint: 'The rules as blocks' }, { value: 'sentences', label: 'Sentences', hint: 'The same rules as sentences, to be written' },
  { value: 'json', label: 'JSON', hint: 'The same rules as they are stored' }, { value: 'typescript', label: 'TypeScript', hint: 'A program that trades the same' },
];

/** Which strategy it is, in which form it is seen, and what can be done with its file. */
export function EditorTools() {
  const client = useClient();
  const code = useEditor((store) => store.code);
  const view = useEditor((store) => store.view);
  const isSaving = useEditor((store) => store.isSaving);
  const changed = useEditor(isChanged);
  if (code === null) return null;
  const copy = (): void => void copyStrategy(client, `${code.file.replace(/\.\w+$/, '')} copy`, copyOf(code.kind, useEditor.getState().text));
  return (
    <>
      <span className={styles.file} title={code.file}><b>{code.file}</b></span>
      {changed && <span className={styles.unsaved} title="Kept as it is over a restart, but not in its file yet">● <span>not saved</span></span>}
      {code.kind === 'rules' && <Segmented label="Form of the rules" size="small" value={view} choices={views} onChange={(next) => useEditor.setState(({ sentences }) => ({ view: next, typed: sentences }))} />}
      <span className={styles.acts}>
        <Button size="small" title="Ctrl S" disabled={!changed || isSaving} onClick={() => void saveStrategy(client)}>Save</Button>
        <Menu
          trigger={<IconButton label="More about this strategy"><Ellipsis size={14} aria-hidden /></IconButton>}
          items={[
            { kind: 'item', id: 'new', label: 'New strategy…', onSelect: () => useEditor.setState({ sheet: 'new' }) },
            { kind: 'item', id: 'copy', label: 'Make a copy', onSelect: copy },
            { kind: 'line', id: 'line' },
            { kind: 'item', id: 'discard', label: 'Discard the changes…', isDisabled: !changed, onSelect: () => useEditor.setState({ sheet: 'discard' }) },
            { kind: 'item', id: 'remove', label: `Delete ${code.file}…`, isDanger: true, onSelect: () => useEditor.setState({ sheet: 'remove' }) },
          ]}
        />
      </span>
    </>
  );
}

/** The text with a place for another name. */
const copyOf = (kind: 'rules' | 'typescript', text: string) => ({
  kind,
  source: kind === 'rules' ? text.replace(/("name"\s*:\s*")(?:\\.|[^"\\])*"/, '$1NAME"') : text.replace(/(\bname:\s*)(?:'[^'\n]*'|"[^"\n]*")/, '$1NAME'),
});
