import type { Instrument, InstrumentId } from '../../../contract/model/instrument.ts';
import type { ScenarioKind, TapeStatus } from '../../../contract/model/tape.ts';
import { AppError, StateMailbox, type Clock } from '../kernel/index.ts';
import type { Market } from '../market/index.ts';
import { makeTimeline } from './make-timeline.ts';
import type { TapePort } from './ports.ts';
import type { Tape, TimelineRequest } from './tape.ts';

export type TapeDeps = {
  readonly port: TapePort;
  readonly market: Pick<Market, 'instrument' | 'nearest' | 'history' | 'session'>;
  /** Real time. */
  readonly clock: Clock;
};

const refreshMs = 250;
const yearMs = 365.25 * 86_400_000;
const longestYears = 20;
const longestMs = longestYears * yearMs;

/** Builds the controls of the market's time over what moves it. */
export function createTape({ port, market, clock }: TapeDeps): Tape {
  const require = (id: InstrumentId): Instrument => {
    const instrument = market.instrument(id);
    if (instrument !== null) return instrument;
    const nearest = market.nearest(id);
    throw new AppError('NOT_FOUND', `There is no instrument ${id}${nearest === null ? '.' : `; did you mean ${nearest}?`}`, { instrumentId: id, nearest });
  };

  return {
    status: () => port.status(),
    async *watch(signal) {
      const mailbox = new StateMailbox<'status', TapeStatus>();
      let lastMs: number | null = null;
      const tell = (): void => {
        const status = port.status();
        lastMs = status.nowMs;
        mailbox.put('status', status);
      };
      const tellTime = (): void => {
        timer = clock.after(refreshMs, tellTime);
        if (port.status().nowMs !== lastMs) tell();
      };
      tell();
      let timer = clock.after(refreshMs, tellTime);
      const changes = port.onChange(tell);
      try {
        for await (const batch of mailbox.batches(signal)) yield* batch;
      } finally {
        timer.dispose();
        changes.dispose();
      }
    },
    play() {
      port.play();
      return port.status();
    },
    async pause() {
      await port.pause();
      return port.status();
    },
    setSpeed(speed) {
      const { minSpeed, maxSpeed } = port.status();
      if (!(speed >= minSpeed && speed <= maxSpeed)) throw new AppError('INVALID_INPUT', `The speed must be from ${minSpeed} to ${maxSpeed}, not ${speed}.`);
      port.setSpeed(speed);
      return port.status();
    },
    async step(by) {
      await port.step(by);
      return port.status();
    },
    runScenario(kind, instrumentId) {
      checkScope(kind, instrumentId);
      if (instrumentId !== null && require(instrumentId).venue !== 'SIM') {
        throw new AppError('INVALID_INPUT', `${instrumentId} is not on the simulated market; choose an instrument whose name begins with SIM:.`, { instrumentId });
      }
      port.runScenario(kind, instrumentId);
      return port.status();
    },
    timeline(request) {
      checkStretch(request);
      const rest = (): Promise<void> => new Promise((resolve) => void clock.after(0, resolve));
      return makeTimeline(require(request.instrumentId), request, port.status().nowMs, { market, rest });
    },
  };
}

function checkScope(kind: ScenarioKind, instrumentId: InstrumentId | null): void {
  if ((kind === 'gap' || kind === 'halt') && instrumentId === null) {
    throw new AppError('INVALID_INPUT', `A ${kind} hits one instrument; name it, for example SIM:ACME.`, { kind });
  }
  if (kind === 'feed-loss' && instrumentId !== null) {
    throw new AppError('INVALID_INPUT', 'A feed loss hits the whole feed; leave the instrument out.', { kind });
  }
}

function checkStretch({ fromMs, toMs }: TimelineRequest): void {
  if (fromMs >= toMs) throw new AppError('INVALID_INPUT', 'toMs must be later than fromMs.', { fromMs, toMs });
  if (toMs - fromMs > longestMs) throw new AppError('INVALID_INPUT', `A timeline covers at most ${longestYears} years; ask for less.`, { fromMs, toMs });
}
