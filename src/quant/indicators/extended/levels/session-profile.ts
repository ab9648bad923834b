import { defineIndicator, type IndicatorDefinition, type IndicatorParams } from '../../define-indicator.ts';
import { fromState, toState, type IndicatorKernel, type KernelState } from '../../kernel.ts';
import { anchorParam, sessionOf, sessionStartParam } from '../session.ts';
import { volumeOf } from '../share.ts';
import { addToProfile, createProfile, findValueArea, resetProfile, type Profile, type ProfileWeight, type ValueArea } from './profile.ts';
import { profileFills, profileOutputs, rowsParam, valueAreaParam } from './rolling-profile.ts';

/**
 * The profile of a session as it grows. The rows lie between its lowest and highest price; a bar inside them is added, one beyond
 * them makes all rows anew, in the order of the bars, so that the sums are the same bits either way. A bar with a NaN or a volume
 * below zero has no value and is left out.
 */
class SessionProfileKernel implements IndicatorKernel {
  readonly result = new Float64Array(3).fill(Number.NaN);
  readonly #weight: ProfileWeight;
  readonly #params: IndicatorParams;
  /** Low, high and volume of each settled bar of the session, one after the other. */
  readonly #bars: number[] = [];
  #session = Number.NaN;
  /** Rows of the bars that are settled, and of these with the one that is looked at. */
  #settled: Profile;
  #coming: Profile;
  readonly #area: ValueArea = { poc: 0, high: 0, low: 0 };
  #nextSession = Number.NaN;
  #isGood = false;
  #low = 0;
  #high = 0;
  #volume = 0;

  constructor(weight: ProfileWeight, params: IndicatorParams) {
    this.#weight = weight;
    this.#params = params;
    this.#settled = createProfile(params['rows']!);
    this.#coming = createProfile(params['rows']!);
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const session = sessionOf(inputs[0]![index]!, this.#params['anchor']!, this.#params['sessionStart']!);
    const [one, other] = [inputs[1]![index]!, inputs[2]![index]!];
    const volume = this.#weight === 'volume' ? volumeOf(inputs[3]![index]!) : 0;
    this.#isGood = Number.isFinite(session + one + other + volume);
    if (!this.#isGood) {
      this.result.fill(Number.NaN);
      return;
    }
    this.#nextSession = session;
    this.#low = Math.min(one, other);
    this.#high = Math.max(one, other);
    this.#volume = volume;
    this.#fill(session === this.#session ? this.#bars.length : 0);
    const { poc, high, low } = findValueArea(this.#coming, this.#params['valueArea']! / 100, this.#area);
    this.result[0] = poc;
    this.result[1] = high;
    this.result[2] = low;
  }

  commit(): void {
    if (!this.#isGood) return;
    if (this.#nextSession !== this.#session) this.#bars.length = 0;
    this.#session = this.#nextSession;
    this.#bars.push(this.#low, this.#high, this.#volume);
    [this.#settled, this.#coming] = [this.#coming, this.#settled];
    this.#isGood = false;
  }

  save(): KernelState {
    return toState([this.#session, ...this.#bars]);
  }

  load(state: KernelState): void {
    this.#session = fromState(state, 0);
    this.#bars.length = 0;
    for (let i = 1; i < state.length; i++) this.#bars.push(fromState(state, i));
    const last = this.#bars.length - 3;
    if (last < 0) return;
    [this.#low, this.#high, this.#volume] = [this.#bars[last]!, this.#bars[last + 1]!, this.#bars[last + 2]!];
    // Nothing is settled yet, so that all rows are made anew.
    this.#settled.low = Number.NaN;
    this.#fill(last);
    [this.#settled, this.#coming] = [this.#coming, this.#settled];
  }

  /** Makes the coming profile, of the settled bars that lie before a place in their list, and the one that is looked at. */
  #fill(end: number): void {
    const settled = this.#settled;
    const coming = this.#coming;
    const bars = this.#bars;
    if (end > 0 && this.#low >= settled.low && this.#high <= settled.high) {
      resetProfile(coming, settled.low, settled.high);
      coming.rows.set(settled.rows);
    } else {
      let low = this.#low;
      let high = this.#high;
      for (let i = 0; i < end; i += 3) {
        if (bars[i]! < low) low = bars[i]!;
        if (bars[i + 1]! > high) high = bars[i + 1]!;
      }
      resetProfile(coming, low, high);
      for (let i = 0; i < end; i += 3) addToProfile(coming, this.#weight, bars[i]!, bars[i + 1]!, bars[i + 2]!);
    }
    addToProfile(coming, this.#weight, this.#low, this.#high, this.#volume);
  }
}

const defineSessionProfile = (weight: ProfileWeight, inputs: ['time', 'high', 'low', ...'volume'[]], about: { name: string; title: string; description: string; source: string }): IndicatorDefinition =>
  defineIndicator({
    info: {
      ...about,
      group: 'Levels',
      inputs,
      params: [anchorParam(0), sessionStartParam, rowsParam, valueAreaParam],
      outputs: profileOutputs,
      fills: profileFills,
    },
    warmup: () => 0,
    createKernel: (params) => new SessionProfileKernel(weight, params),
  });

/** On bars of half an hour each bar is one of the field's letters. The rows share the range of the session so far; the field's have a fixed height. */
export const marketProfile = defineSessionProfile('touches', ['time', 'high', 'low'], {
  name: 'market_profile',
  title: 'Market profile (time at price)',
  description: 'The price that most bars of the session came to, and the range round it that holds most of the time.',
  source: 'J. P. Steidlmayer, Markets and Market Logic (1986)',
});

export const sessionVolumeProfile = defineSessionProfile('volume', ['time', 'high', 'low', 'volume'], {
  name: 'session_volume_profile',
  title: 'Volume profile of the session',
  description: 'The price where most traded in the session so far, and the range round it that holds most of the volume.',
  source: 'Volume at price; value area after J. P. Steidlmayer, Markets and Market Logic (1986)',
});
