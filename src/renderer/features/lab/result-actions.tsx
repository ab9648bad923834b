import { Button } from '../../ui/button.tsx';
import { DialectSwitch } from './dialect-switch.tsx';
import { changeSetup, useLab } from './lab-store.ts';
import { setupOf } from './read-setup.ts';
import styles from './dialect-switch.module.css';

/** What can be done with the open run: run it again with changes, and read it in other words. */
export function ResultActions() {
  const report = useLab((lab) => lab.report);
  return (
    <span className={styles.switch}>
      {report !== null && (
        <Button size="small" kind="ghost" title="Sets the setup to what this run was made with" onClick={() => changeSetup(setupOf(report, useLab.getState().setup))}>Use its setup</Button>
      )}
      <DialectSwitch />
    </span>
  );
}
