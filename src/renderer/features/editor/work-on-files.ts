import type { Client } from '../../api/index.ts';
import { notify } from '../../app/notices.ts';
import { showPanel } from '../../app/show-panel.ts';
import { sentenceOf } from '../../app/use-call.ts';
import { changeSetup, reloadStrategies, useLab } from '../lab/index.ts';
import { isChanged, isOvertaken, openStrategy, useEditor, withoutDraft } from './editor-store.ts';
import { freshFile, freshTitle } from './file-names.ts';
import { named, type Template } from './templates.ts';

/** Stores what is written in its file. What somebody else wrote there meanwhile is shown first, and overwritten only when asked again. */
export async function saveStrategy({ api }: Client): Promise<void> {
  const { code, text, sentences, isSaving, info } = useEditor.getState();
  if (code === null || info === null || isSaving || !isChanged(useEditor.getState())) return;
  if (sentences !== null) {
    notify({ id: 'editor-save', kind: 'warn', title: 'Not saved', text: 'The sentences are not understood as they stand; correct the line that is marked. They are kept meanwhile.' });
    return;
  }
  useEditor.setState({ isSaving: true });
  try {
    if (!isOvertaken(useEditor.getState())) {
      const there = await api.strategies.get({ name: code.file }).catch(() => null);
      if (there?.code !== undefined && there.code !== null && there.code.source !== code.source) {
        openStrategy(there.info, there.code);
        notify({ id: 'editor-save', kind: 'warn', title: 'Not saved yet', text: `${code.file} was changed elsewhere since you began. Save again to write yours over it, or discard yours.` });
        return;
      }
    }
    const detail = await api.strategies.save({ file: code.file, source: text });
    useEditor.setState(({ drafts }) => ({ drafts: withoutDraft(drafts, code.file) }));
    if (useEditor.getState().text === text) openStrategy(detail.info, detail.code);
    const { setup } = useLab.getState();
    if (detail.info.name !== setup.strategy) changeSetup({ strategy: detail.info.name, params: { ...setup.params, [detail.info.name]: setup.params[setup.strategy] ?? {} } });
    reloadStrategies();
  } catch (error) {
    notify({ id: 'editor-save', kind: 'warn', title: `${code.file} was not saved`, text: `${sentenceOf(error)} What you wrote is kept meanwhile.` });
  } finally {
    useEditor.setState({ isSaving: false });
  }
}

/** Makes a file of a template and opens it. Gives the reason where it cannot. */
export async function createStrategy({ api }: Client, name: string, template: Pick<Template, 'kind' | 'source'>): Promise<string | null> {
  try {
    const others = await api.strategies.list({});
    const text = named(template, name);
    const source = template.kind === 'rules' ? (await api.strategies.explain({ rules: text })).json : text;
    const { info } = await api.strategies.save({ file: freshFile(name, template.kind === 'rules' ? 'json' : 'ts', others), source });
    reloadStrategies();
    changeSetup({ strategy: info.name });
    useEditor.setState({ view: 'blocks' });
    showPanel('lab', 'lab-editor');
    return null;
  } catch (error) {
    return sentenceOf(error);
  }
}

/** Makes a file of one's own that does what another strategy does. */
export async function copyStrategy(client: Client, title: string, template: Pick<Template, 'kind' | 'source'>): Promise<void> {
  const fault = await client.api.strategies.list({}).then((others) => createStrategy(client, freshTitle(title, others), template), sentenceOf);
  if (fault !== null) notify({ kind: 'warn', title: 'The copy was not made', text: fault });
}

/** Deletes the file that is open. */
export async function removeStrategy({ api }: Client): Promise<void> {
  const { code } = useEditor.getState();
  if (code === null) return;
  try {
    await api.strategies.remove({ name: code.file });
    useEditor.setState(({ drafts }) => ({ drafts: withoutDraft(drafts, code.file) }));
    changeSetup({ strategy: 'sma-cross' });
    reloadStrategies();
  } catch (error) {
    notify({ kind: 'warn', title: `${code.file} was not deleted`, text: sentenceOf(error) });
  }
}
