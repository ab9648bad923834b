import { useDesk } from '../../app/desk-store.ts';
import { usePanelVisible } from '../../app/panel-visibility.tsx';
import { Empty } from '../../ui/panel-state.tsx';
import { Statistics } from './statistics.tsx';
import { useDescription } from './use-description.ts';

/** What the equity of the open run is like. */
export function RunStatistics() {
  const runId = useDesk((desk) => desk.runId);
  const isVisible = usePanelVisible();
  const described = useDescription('lab-statistics', isVisible ? runId : null, runId === null ? {} : { runId });
  if (runId === null) return <Empty title="No run is open">Choose a strategy and data, then press F5 – or open one of the runs.</Empty>;
  return (
    <Statistics
      name={`Equity${described.description === null ? '' : ` of ${described.description.name}`}`} described={described} places={0} hasClock={described.description?.period !== 'day'} valueName="equity" tools={null}
      tooFew={<Empty title="Too few returns">{`The equity changed over ${described.description?.returns ?? 0} ${described.description?.period ?? 'day'}s; its statistics need ${described.description?.needed ?? 60}. Run it over more bars.`}</Empty>}
    />
  );
}
