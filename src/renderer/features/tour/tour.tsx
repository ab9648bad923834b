import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useClient } from '../../app/client-context.tsx';
import { registerCommands } from '../../app/commands.ts';
import { openWorkspace, useDesk } from '../../app/desk-store.ts';
import { changeSettings, useSettings } from '../../app/settings-store.ts';
import { useShowing } from '../../app/showing.ts';
import { Button, Kbd } from '../../ui/button.tsx';
import { joinBoxes, placeCard, type Box } from './place-card.ts';
import { tourSteps } from './steps.ts';
import styles from './tour.module.css';

const lookEveryMs = 250;

/** The command that starts the tour again. */
export function useTourCommand(): void {
  useEffect(() => registerCommands([
    { id: 'help.tour', title: 'Tour of the desk', group: 'Help', words: 'introduction first steps help', run: () => { openWorkspace('trade'); useShowing.setState({ tour: true }); } },
  ]), []);
}

/** Four cards that point at the real things, once for everybody, and whenever asked for. What lies under them goes on working. */
export function Tour() {
  const isNew = useSettings((store) => store.isLoaded && !store.settings.tourDone);
  const isAsked = useShowing((showing) => showing.tour);
  const isCovered = useShowing((showing) => showing.palette || showing.settings || showing.keys || showing.about);
  const workspace = useDesk((desk) => desk.workspace);
  return (isNew || isAsked) && !isCovered && workspace === 'trade' ? <OpenTour /> : null;
}

function OpenTour() {
  const client = useClient();
  const [at, setAt] = useState(0);
  const step = tourSteps[at] ?? tourSteps[0];
  const boxes = useBoxes(step?.targets ?? []);
  const card = useRef<HTMLElement>(null);
  const [place, setPlace] = useState<{ readonly left: number; readonly top: number } | null>(null);
  const end = (): void => {
    useShowing.setState({ tour: false });
    if (!useSettings.getState().settings.tourDone) void changeSettings(client, { tourDone: true });
  };
  useLayoutEffect(() => {
    if (card.current !== null) setPlace(placeCard(joinBoxes(boxes), { width: card.current.offsetWidth, height: card.current.offsetHeight }, { width: innerWidth, height: innerHeight }));
  }, [boxes, at]);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) end();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
  const isPlaced = place !== null;
  useEffect(() => {
    if (isPlaced) card.current?.querySelector<HTMLElement>('[data-next]')?.focus({ preventScroll: true });
  }, [at, isPlaced]);
  if (step === undefined) return null;
  const isLast = at === tourSteps.length - 1;
  return (
    <>
      {boxes.map((box, index) => <div key={index} className={styles.outline} style={{ left: box.left - 2, top: box.top - 2, width: box.width + 4, height: box.height + 4 }} aria-hidden />)}
      <aside ref={card} className={styles.card} style={place ?? { visibility: 'hidden' }} aria-label={`Tour, ${at + 1} of ${tourSteps.length}`}>
        <div aria-live="polite">
          <h2>{step.title}</h2>
          <p>{step.text}</p>
        </div>
        <p className={styles.keys}>{step.keys.map((keys) => <Kbd key={keys}>{keys}</Kbd>)}</p>
        <footer>
          <span className={styles.count} aria-hidden>{at + 1} / {tourSteps.length}</span>
          <Button size="small" kind="ghost" keys="Esc" onClick={end}>Skip</Button>
          {at > 0 && <Button size="small" onClick={() => setAt(at - 1)}>Back</Button>}
          <Button size="small" kind="primary" data-next onClick={() => (isLast ? end() : setAt(at + 1))}>{isLast ? 'Done' : 'Next'}</Button>
        </footer>
      </aside>
    </>
  );
}

/** Where the targets stand now: they move with panels and the window, and may come later than the card. */
function useBoxes(targets: readonly string[]): readonly Box[] {
  const [boxes, setBoxes] = useState<readonly Box[]>([]);
  useEffect(() => {
    const look = (): void => {
      const found = targets.flatMap((target) => {
        const { left, top, width, height } = document.querySelector(target)?.getBoundingClientRect() ?? { left: 0, top: 0, width: 0, height: 0 };
        return width === 0 ? [] : [{ left, top, width, height }];
      });
      setBoxes((before) => (JSON.stringify(before) === JSON.stringify(found) ? before : found));
    };
    look();
    const timer = setInterval(look, lookEveryMs);
    window.addEventListener('resize', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('resize', look);
    };
  }, [targets]);
  return boxes;
}
