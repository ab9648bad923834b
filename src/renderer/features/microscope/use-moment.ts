import { useCallback, useEffect, useRef, useState } from 'react';
import type { Moment } from '../../../contract/model/moment.ts';
import { useClient, useConnection } from '../../app/client-context.tsx';
import { sentenceOf } from '../../app/use-call.ts';
import type { Place } from './place.ts';

export type MomentLook = {
  /** The latest moment that came; stays in sight while the next is asked for. null: none yet. */
  readonly moment: Moment | null;
  readonly error: string | null;
  readonly seek: (place: Place) => void;
  readonly reload: () => void;
};

/**
 * A run at a moment. While one question is under way only the latest of the further ones is kept, so that a scrubber may be dragged as fast as
 * one likes and what comes into sight is where it stands.
 */
export function useMoment(runId: string | null, isWanted: boolean): MomentLook {
  const { api } = useClient();
  const isOpen = useConnection() === 'open';
  const [look, setLook] = useState<{ readonly runId: string | null; readonly moment: Moment | null; readonly error: string | null }>({ runId: null, moment: null, error: null });
  const waiting = useRef<Place | null>(null);
  const isAsking = useRef(false);
  const current = useRef(runId);
  current.current = runId;

  const ask = useCallback(async (first: Place): Promise<void> => {
    if (isAsking.current) {
      waiting.current = first;
      return;
    }
    isAsking.current = true;
    for (let place: Place | null = first; place !== null; place = waiting.current) {
      waiting.current = null;
      const asked: string | null = current.current;
      if (asked === null) break;
      try {
        const moment = await api.backtests.moment({ runId: asked, ...place });
        if (asked === current.current) setLook({ runId: asked, moment, error: null });
      } catch (fault) {
        if (asked === current.current) setLook(({ moment, runId: before }) => ({ runId: asked, moment: before === asked ? moment : null, error: sentenceOf(fault) }));
      }
    }
    isAsking.current = false;
  }, [api]);

  const seek = useCallback((place: Place) => void ask(place), [ask]);
  const reload = useCallback(() => void ask({ index: 0 }), [ask]);
  useEffect(() => {
    if (runId !== null && isOpen && isWanted && look.runId !== runId) void ask({ index: 0 });
  }, [ask, runId, isOpen, isWanted, look.runId]);

  const isMine = look.runId === runId;
  return { moment: isMine ? look.moment : null, error: isMine ? look.error : null, seek, reload };
}
