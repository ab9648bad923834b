import { useDesk } from '../../app/desk-store.ts';
import { usePanelVisible } from '../../app/panel-visibility.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/panel-state.tsx';
import { placesOf } from '../../ui/format.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { useInstrument } from '../market/index.ts';
import { Statistics } from './statistics.tsx';
import { chooseBars, chooseBreaks, useStatistics } from './statistics-store.ts';
import { useDescription } from './use-description.ts';

const stretches = [{ value: '500', label: '500', hint: 'The last 500 bars' }, { value: '3000', label: '3,000', hint: 'The last 3,000 bars' }, { value: '20000', label: '20,000', hint: 'The last 20,000 bars, as many as there are' }] as const;
const breakChoices = [{ value: 'out', label: 'Sessions', hint: 'Returns across nights and weekends are left out' }, { value: 'in', label: 'With gaps', hint: 'Returns across nights and weekends count' }] as const;

/** What the series of the chart is like. */
export function SeriesStatistics() {
  const { instrumentId, timeframe } = useDesk();
  const instrument = useInstrument(instrumentId);
  const bars = useStatistics((store) => store.bars);
  const breaks = useStatistics((store) => store.breaks);
  const isVisible = usePanelVisible();
  const described = useDescription('statistics', isVisible ? `${instrumentId} ${timeframe} ${bars} ${breaks}` : null, { instrumentId, timeframe, bars, breaks });
  const hasClock = !/[dw]$/.test(timeframe);
  const isThere = described.description !== null;
  const name = `${instrument?.symbol ?? instrumentId} ${timeframe}`;
  return (
    <Statistics
      name={name} described={described} places={placesOf(instrument?.tickSize ?? '0.01')} hasClock={hasClock} valueName="price"
      tools={<>
        <Segmented label="Bars that are described" size="bare" value={String(bars)} choices={[...stretches]} onChange={(value) => chooseBars(Number(value))} />
        {hasClock && isThere && <Segmented label="Breaks in trading" size="bare" value={breaks} choices={[...breakChoices]} onChange={chooseBreaks} />}
      </>}
      tooFew={<Empty title="Too few returns" action={bars < 20_000 ? <Button size="small" onClick={() => chooseBars(20_000)}>Take all bars</Button> : undefined}>
        {`There are ${described.description?.returns ?? 0}; tails, memory and regimes need ${described.description?.needed ?? 60}. Choose more bars or a shorter timeframe.`}
      </Empty>}
    />
  );
}
