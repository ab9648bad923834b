import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { Moment } from '../../../contract/model/moment.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import { registerCommands } from '../../app/commands.ts';
import { useDesk } from '../../app/desk-store.ts';
import { usePanelVisible } from '../../app/panel-visibility.tsx';
import { useZone } from '../../app/settings-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { formatIsoDate, formatMinute, formatNumber, type TimeZoneChoice } from '../../ui/format.ts';
import { Empty, Failed, Loading } from '../../ui/panel-state.tsx';
import { Label } from '../../ui/text.tsx';
import { ToolPanel } from '../../ui/tool-panel.tsx';
import { useLab } from '../lab/index.ts';
import { useInstrument } from '../market/index.ts';
import { CandleStrip } from './candle-strip.tsx';
import styles from './microscope.module.css';
import { Events, Figures, Orders } from './moment-view.tsx';
import { placeOfKey } from './place.ts';
import { useMoment, type MomentLook } from './use-moment.ts';

/** The open run bar by bar: what was known, held and waiting, and the reason for each fill, refusal and wait. */
export function MicroscopePanel() {
  const runId = useDesk((desk) => desk.runId);
  const isVisible = usePanelVisible();
  const look = useMoment(runId, isVisible);
  useLinkToLab(look, isVisible);
  if (runId === null) return <Empty title="No run is open">Run a backtest with F5, or open one of the runs; then look at it here, bar by bar.</Empty>;
  if (look.moment === null) {
    return look.error === null
      ? <Loading label="Recording the run" rows={6} />
      : <Failed title="The run cannot be looked at" action={<Button size="small" onClick={look.reload}>Try again</Button>}>{look.error}</Failed>;
  }
  return <Microscope moment={look.moment} error={look.error} seek={look.seek} />;
}

/** A trade that is chosen, or a place on the price, comes under the microscope, and the price shows where it stands. */
function useLinkToLab({ moment, seek }: MomentLook, isVisible: boolean): void {
  const chosen = useLab((lab) => lab.report?.trades.rows.find(({ index }) => index === lab.chosenTrade)?.entryTimeMs ?? null);
  const asked = useLab((lab) => lab.lookedAt?.askedMs ?? null);
  const wasChosen = useRef(chosen);
  const isOpen = moment !== null && isVisible;
  useEffect(() => {
    if (isOpen && chosen !== null && chosen !== wasChosen.current) seek({ timeMs: chosen });
    if (isOpen) wasChosen.current = chosen;
  }, [chosen, isOpen, seek]);
  useEffect(() => {
    if (isOpen && asked !== null) seek({ timeMs: asked as EpochMs });
  }, [asked, isOpen, seek]);
  const timeMs = moment?.timeMs ?? null;
  useEffect(() => {
    useLab.setState(({ lookedAt }) => ({ lookedAt: isOpen && timeMs !== null ? { timeMs, askedMs: lookedAt?.askedMs ?? null } : null }));
  }, [isOpen, timeMs]);
  useEffect(() => () => useLab.setState({ lookedAt: null }), []);
}

function Microscope({ moment, error, seek }: { readonly moment: Moment; readonly error: string | null; readonly seek: MomentLook['seek'] }) {
  const report = useLab((lab) => (lab.report?.runId === moment.runId ? lab.report : null));
  const series = report?.series ?? null;
  const zone = useBarZone(series?.instrumentId ?? null, series?.timeframe ?? null);
  const { index, count, timeMs } = moment;
  const go = (to: number | null): void => {
    if (to !== null && to !== index) seek({ index: to });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || (event.target instanceof HTMLInputElement && event.target.type === 'text')) return;
    const to = placeOfKey(event.key, event.shiftKey, moment);
    if (to === null) return;
    event.preventDefault();
    go(to);
  };
  useStepCommands(moment, go);
  return (
    <div className={styles.microscope} onKeyDown={onKeyDown}>
      <ToolPanel
        kind="title"
        tools={<>
          <strong className={styles.counter}>Bar {formatNumber(index + 1, 0)} <span>of {formatNumber(count, 0)}</span></strong>
          <span className={styles.when}>{zone === null ? formatIsoDate(timeMs) : `${formatIsoDate(timeMs, zone)} ${formatMinute(timeMs, zone)}`}</span>
          <span className={styles.steps}>
            <IconButton label="Last thing that happened before (Shift ←)" disabled={moment.previousEvent === null} onClick={() => go(moment.previousEvent)}><ChevronFirst size={14} /></IconButton>
            <IconButton label="One bar back (←)" disabled={index === 0} onClick={() => go(index - 1)}><ChevronLeft size={14} /></IconButton>
            <IconButton label="One bar on (→)" disabled={index === count - 1} onClick={() => go(index + 1)}><ChevronRight size={14} /></IconButton>
            <IconButton label="Next thing that happens (Shift →)" disabled={moment.nextEvent === null} onClick={() => go(moment.nextEvent)}><ChevronLast size={14} /></IconButton>
          </span>
        </>}
      >
        <div className={styles.stage}>
          <input className={styles.scrubber} type="range" min={0} max={count - 1} value={index} aria-label="Bar of the run" aria-valuetext={`Bar ${index + 1} of ${count}`} onChange={(event) => go(Number(event.target.value))} />
          {error !== null && <p className={styles.fault} role="alert">⚠ {error}</p>}
          {series !== null && moment.symbols.length === 1 && <CandleStrip series={series} moment={moment} endMs={report?.spec.data[0]?.toMs ?? timeMs} zone={zone} onSeek={(time) => seek({ timeMs: time })} />}
          <div className={styles.split}>
            <Figures moment={moment} />
            <div className={styles.story}>
              <div className={styles.heading}><Label>What happened, and why</Label></div>
              <div className={styles.happened} role="region" aria-label="What happened at the bar" aria-live="polite"><Events moment={moment} /></div>
              <div className={styles.heading}><Label>Open after the bar</Label></div>
              <div className={styles.orders}><Orders orders={moment.orders} /></div>
            </div>
          </div>
        </div>
      </ToolPanel>
    </div>
  );
}

/** null: bars of whole days, which have dates and no clock. */
function useBarZone(instrumentId: InstrumentId | null, timeframe: string | null): TimeZoneChoice | null {
  const instrument = useInstrument(instrumentId ?? ('' as InstrumentId));
  const zone = useZone(instrument?.calendar);
  return timeframe === null || /[dw]$/.test(timeframe) ? null : zone;
}

/** The steps as commands, for the palette and for keys of one's own. */
function useStepCommands(moment: Moment, go: (to: number | null) => void): void {
  const latest = useRef({ moment, go });
  latest.current = { moment, go };
  const commands = useMemo(() => {
    const step = (key: string, hasShift: boolean) => (): void => latest.current.go(placeOfKey(key, hasShift, latest.current.moment));
    return [
      { id: 'microscope.next', title: 'Microscope: one bar on', group: 'Lab' as const, words: 'step bar', run: step('ArrowRight', false) },
      { id: 'microscope.previous', title: 'Microscope: one bar back', group: 'Lab' as const, words: 'step bar', run: step('ArrowLeft', false) },
      { id: 'microscope.next-event', title: 'Microscope: next thing that happens', group: 'Lab' as const, words: 'fill order step', run: step('ArrowRight', true) },
      { id: 'microscope.previous-event', title: 'Microscope: last thing that happened before', group: 'Lab' as const, words: 'fill order step', run: step('ArrowLeft', true) },
    ];
  }, []);
  useEffect(() => registerCommands(commands), [commands]);
}
