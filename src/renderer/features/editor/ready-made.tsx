import { useClient } from '../../app/client-context.tsx';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import { Button } from '../../ui/button.tsx';
import { sentenceOf } from '../../app/use-call.ts';
import { notify } from '../../app/notices.ts';
import styles from './editor-panel.module.css';
import { useEditor } from './editor-store.ts';
import { readyAsRules } from './templates.ts';
import { copyStrategy } from './work-on-files.ts';

/** A ready-made strategy cannot be changed, but a copy of what it does can, where rules can say it. */
export function ReadyMade({ info }: { readonly info: StrategyInfo }) {
  const client = useClient();
  const source = readyAsRules[info.name];
  const copyAsCode = async (sentences: string): Promise<void> => {
    try {
      const { typescript } = await client.api.strategies.explain({ rules: sentences });
      await copyStrategy(client, `${info.title}, mine`, { kind: 'typescript', source: typescript.replace('"NAME"', 'NAME') });
    } catch (error) {
      notify({ kind: 'warn', title: 'The copy was not made', text: sentenceOf(error) });
    }
  };
  return (
    <div className={styles.ready}>
      <h3>{info.title}</h3>
      <p>{info.description}</p>
      <p>It is ready-made: its numbers are set at the left, its rules stay as they are. {source === undefined ? 'It does more than rules can say, so that there is no copy of it to change; begin with something of your own.' : 'A copy of it is yours to change: it trades the same until you do.'}</p>
      <div className={styles.copies}>
        {source !== undefined && <Button onClick={() => void copyStrategy(client, `${info.title}, mine`, { kind: 'rules', source })}>Copy as rules</Button>}
        {source !== undefined && <Button onClick={() => void copyAsCode(source)}>Copy as TypeScript</Button>}
        <Button kind={source === undefined ? 'plain' : 'ghost'} onClick={() => useEditor.setState({ sheet: 'new' })}>New strategy…</Button>
      </div>
    </div>
  );
}
