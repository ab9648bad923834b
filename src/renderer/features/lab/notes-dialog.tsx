import { useEffect, useState } from 'react';
import { create } from 'zustand';
import type { Run } from '../../../contract/model/run.ts';
import { useClient } from '../../app/client-context.tsx';
import { sentenceOf } from '../../app/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Label } from '../../ui/text.tsx';
import { reloadRuns } from './lab-store.ts';
import styles from './notes-dialog.module.css';

/** The run about which something is being written; null: none. */
const useNoted = create<{ readonly run: Run | null }>(() => ({ run: null }));
export const writeNotes = (run: Run): void => useNoted.setState({ run });
const close = (): void => useNoted.setState({ run: null });

/** Tags and a note of a run. */
export function NotesDialog() {
  const run = useNoted((store) => store.run);
  return <Dialog title="Tags and note" isOpen={run !== null} onClose={close}>{run !== null && <Notes key={run.runId} run={run} />}</Dialog>;
}

/** Tags as they are typed, between commas. */
export const readTags = (text: string): string[] => [...new Set(text.split(',').map((tag) => tag.trim().replace(/^#/, '')).filter((tag) => tag !== ''))];

function Notes({ run }: { readonly run: Run }) {
  const client = useClient();
  const [tags, setTags] = useState((run.tags ?? []).join(', '));
  const [note, setNote] = useState(run.note ?? '');
  const [fault, setFault] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  useEffect(() => setFault(null), [tags, note]);
  const save = async (): Promise<void> => {
    setSaving(true);
    try {
      await client.api.backtests.annotate({ runId: run.runId, tags: readTags(tags), note });
      reloadRuns();
      close();
    } catch (error) {
      setFault(sentenceOf(error));
      setSaving(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <p className={styles.run}><b>{run.title}</b> {run.runId}</p>
      <TextField label="Tags" data-first placeholder="good, to look at" value={tags} onChange={setTags} />
      <label className={styles.note}><Label>Note</Label><textarea rows={6} maxLength={10_000} value={note} onChange={(event) => setNote(event.target.value)} /></label>
      {fault !== null && <p className={styles.fault} role="alert">⚠ {fault}</p>}
      <footer className={styles.foot}><Button onClick={close}>Cancel</Button><Button kind="primary" type="submit" disabled={isSaving}>Keep</Button></footer>
    </form>
  );
}
