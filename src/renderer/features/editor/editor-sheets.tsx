import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { useState } from 'react';
import { useClient } from '../../app/client-context.tsx';
import { useCall } from '../../app/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import styles from './editor-panel.module.css';
import { discardDraft, useEditor } from './editor-store.ts';
import { checkName, freshFile, freshTitle } from './file-names.ts';
import { templates } from './templates.ts';
import { createStrategy, removeStrategy } from './work-on-files.ts';

const close = (): void => useEditor.setState({ sheet: null });

/** Sheets over the window that concern strategies of one's own. */
export function EditorSheets() {
  const sheet = useEditor((store) => store.sheet);
  const file = useEditor((store) => store.code?.file ?? '');
  const client = useClient();
  if (sheet === 'new') return <NewStrategy />;
  if (sheet === 'discard') {
    return <Question title="Discard the changes?" text={`What you wrote since ${file} was saved is lost. There is no way back.`} act="Discard" onAct={discardDraft} />;
  }
  if (sheet === 'remove') {
    return <Question title={`Delete ${file}?`} text="The file is deleted from the data folder, with what is not saved of it. Runs that were made with it stay among the runs." act="Delete" onAct={() => void removeStrategy(client)} />;
  }
  return null;
}

const Question = ({ title, text, act, onAct }: { readonly title: string; readonly text: string; readonly act: string; readonly onAct: () => void }) => (
  <Dialog
    title={title} isOpen onClose={close} width={400}
    footer={<><Button kind="ghost" data-first onClick={close}>Keep it</Button><Button kind="danger" onClick={() => { close(); onAct(); }}>{act}</Button></>}
  >
    <p>{text}</p>
  </Dialog>
);

/** What to begin with, and what it is called. */
function NewStrategy() {
  const client = useClient();
  const others = useCall('strategies', (api) => api.strategies.list({})).value;
  const [id, setId] = useState(templates[0]?.id ?? '');
  const [typed, setTyped] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const template = templates.find((one) => one.id === id) ?? null;
  const name = typed ?? (others === null || template === null ? '' : freshTitle(template.name, others));
  const refusal = others === null ? null : checkName(name, others);
  const make = async (): Promise<void> => {
    if (others === null || template === null) return;
    const refused = refusal ?? (await createStrategy(client, name.trim(), template));
    if (refused === null) close();
    else setFault(refused);
  };
  return (
    <Dialog title="New strategy" isOpen onClose={close} width={560} footer={<><Button kind="ghost" onClick={close}>Cancel</Button><Button kind="primary" disabled={others === null} onClick={() => void make()}>Make it</Button></>}>
      <form className={styles.begin} onSubmit={(event) => { event.preventDefault(); void make(); }}>
        <TextField
          label="Name" data-first data-align="left" value={name} fault={fault ?? (typed === null ? null : refusal)} onChange={(text) => { setTyped(text); setFault(null); }}
          onFocus={({ target }) => target.select()}
        />
        <ToggleGroup aria-label="What it begins with" className={styles.templates} value={[id]} onValueChange={([next]) => typeof next === 'string' && setId(next)}>
          {templates.map((one) => <Toggle key={one.id} value={one.id} className={styles.template}><b>{one.title}</b><span>{one.text}</span></Toggle>)}
        </ToggleGroup>
        <p>{others === null || template === null || refusal !== null ? 'It becomes a file of the data folder.' : `It becomes the file ${freshFile(name, template.kind === 'rules' ? 'json' : 'ts', others)} of the data folder.`}</p>
      </form>
    </Dialog>
  );
}
