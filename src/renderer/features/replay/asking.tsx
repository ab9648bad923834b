import { useClient } from '../../app/client-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatNumber } from '../../ui/format.ts';
import { dropAndGive, finish, useAsked } from './give.ts';
import { useReplay } from './replay-store.ts';

/** The two questions of a replay: before later orders are dropped, and before it is ended early. */
export function Asking() {
  const client = useClient();
  const { intent, isFinishing } = useAsked();
  const state = useReplay((store) => store.state);
  if (state === null) return null;
  const keep = (): void => useAsked.setState({ intent: null, isFinishing: false });
  const { laterIntents, replay } = state;
  const count = laterIntents === 1 ? 'one order' : `${formatNumber(laterIntents, 0)} orders`;
  return (
    <>
      <Dialog
        title="Drop what you did later?" isOpen={intent !== null} onClose={keep} width={420}
        footer={<><Button kind="ghost" data-first="" onClick={keep}>Keep it</Button><Button kind="danger" onClick={() => void dropAndGive()}>Drop and go on from here</Button></>}
      >
        <p>You stepped back and gave {count} on later bars. “{intent?.words}” takes {laterIntents === 1 ? 'its' : 'their'} place. What is dropped stays on record, and the score says how much there was.</p>
      </Dialog>
      <Dialog
        title="Finish this replay?" isOpen={isFinishing} onClose={keep} width={420}
        footer={<><Button kind="ghost" data-first="" onClick={keep}>Go on</Button><Button kind="primary" onClick={() => void finish(client)}>Finish here</Button></>}
      >
        <p>It ends at bar {formatNumber(replay.cursor + 1, 0)} of {formatNumber(replay.bars, 0)}, what is held is closed, and it becomes a recorded run with a score. A finished replay can be looked at, and not gone on with.</p>
      </Dialog>
    </>
  );
}
