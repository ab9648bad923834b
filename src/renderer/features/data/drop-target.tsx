import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useClient } from '../../app/client-context.tsx';
import { registerCommands } from '../../app/commands.ts';
import { showPanel } from '../../app/show-panel.ts';
import { chooseFiles, holdFileField } from './choose-files.ts';
import styles from './drop-target.module.css';
import { importFiles } from './run-import.ts';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

/** Takes files that are dropped anywhere on the window, and says so while they hover; holds the field for choosing them, too. */
export function DropTarget() {
  const client = useClient();
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    const listeners: readonly (readonly ['dragenter' | 'dragover' | 'dragleave' | 'drop', (event: DragEvent) => void])[] = [
      ['dragenter', () => setOver(true)],
      ['dragover', (event) => {
        setOver(true);
        if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
      }],
      // Moves inside the window leave one element for another; leaving the window leads nowhere.
      ['dragleave', (event) => event.relatedTarget === null && setOver(false)],
      ['drop', (event) => {
        setOver(false);
        take(client, [...(event.dataTransfer?.files ?? [])]);
      }],
    ];
    const mine = listeners.map(([name, run]) => [name, (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      run(event);
    }] as const);
    // Before the panels: the dock takes drags of its own.
    for (const [name, run] of mine) window.addEventListener(name, run, true);
    return () => mine.forEach(([name, run]) => window.removeEventListener(name, run, true));
  }, [client]);

  useEffect(() => registerCommands([
    { id: 'data.import', title: 'Import bars from CSV files…', group: 'Data', keys: '$mod+KeyO', isGlobal: true, words: 'open upload own data drop', run: chooseFiles },
  ]), []);

  return (
    <>
      <input
        ref={holdFileField}
        type="file"
        multiple
        hidden
        aria-label="CSV files to import"
        accept=".csv,.tsv,.txt,text/csv"
        onChange={(event) => {
          take(client, [...(event.target.files ?? [])]);
          // The same file chosen again is a change, too.
          event.target.value = '';
        }}
      />
      {isOver && (
        <div className={styles.overlay} role="status">
          <div className={styles.sign}>
            <Download size={28} aria-hidden />
            <strong>Drop CSV files to import</strong>
            <span>You will see what is in them before anything is stored.</span>
          </div>
        </div>
      )}
    </>
  );
}

function take(client: Parameters<typeof importFiles>[0], files: readonly File[]): void {
  if (files.length === 0) return;
  importFiles(client, files);
  showPanel('data', 'import');
}
