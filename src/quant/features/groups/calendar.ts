import { defineFeature, type FeatureFamily } from '../define-feature.ts';
import type { Formula } from '../graph/graph.ts';
import { civilDateOf, type CivilDate } from '../kernels/civil-date.ts';

const group = 'Calendar';
const dayMs = 86_400_000;
const minuteMs = 60_000;

const timeOfDay: Formula = ([time], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (time![i]! - Math.floor(time![i]! / dayMs) * dayMs) / dayMs;
};
/** Day 0, 1 January 1970, was a Thursday; the week begins with Monday. */
const dayOfWeek: Formula = ([time], out) => {
  for (let i = 0; i < out.length; i++) {
    const day = Math.floor(time![i]! / dayMs) + 3;
    out[i] = (day - 7 * Math.floor(day / 7)) / 7;
  }
};

/** A formula of the date; it is asked once for the bars of a day. */
const ofDate = (share: (date: CivilDate) => number): Formula => ([time], out) => {
  let [known, value] = [Number.NaN, Number.NaN];
  for (let i = 0; i < out.length; i++) {
    const day = Math.floor(time![i]! / dayMs);
    if (day !== known) {
      known = day;
      value = day === day ? share(civilDateOf(time![i]!)) : Number.NaN;
    }
    out[i] = value;
  }
};
const dayOfMonth = ofDate(({ day, daysInMonth }) => (day - 1) / daysInMonth);
const dayOfYear = ofDate((date) => date.dayOfYear / date.daysInYear);
const daysToMonthEnd = ofDate(({ day, daysInMonth }) => (daysInMonth - day) / 31);

/** Places for the waves of shares: one for each minute of a day, the shortest that bars have begun in for long. */
const places = 1_440;

/** A formula of the angle. Days and times of day come again and again, so each is looked for where it was last before it is computed. */
function ofAngle(wave: (angle: number) => number): Formula {
  const shares = new Float64Array(places + 1).fill(Number.NaN);
  const values = new Float64Array(places + 1);
  return ([share], out) => {
    for (let i = 0; i < out.length; i++) {
      const now = share![i]!;
      const place = (now * places + 0.5) | 0;
      if (shares[place] !== now) {
        shares[place] = now;
        values[place] = wave(2 * Math.PI * now);
      }
      out[i] = values[place]!;
    }
  };
}
const sine = ofAngle(Math.sin);
const cosine = ofAngle(Math.cos);

/** The hand of a clock that goes round once in a period, as its two coordinates: so the end lies beside the beginning. */
function cycle(family: string, title: string, what: string, share: Formula): FeatureFamily[] {
  const part = (suffix: string, name: string, wave: Formula): FeatureFamily =>
    defineFeature({
      family: `${family}_${suffix}`, group, title: `${title}, ${name}`, description: `${name[0]!.toUpperCase()}${name.slice(1)} of ${what} at the start of the bar, on the clock of the instrument's zone.`,
      source: 'Definition: share of the period that has passed, as an angle', scaling: 'none', bounds: [-1, 1],
      build: (g) => g.map(wave, g.map(share, g.input('localTime'))),
    });
  return [part('sin', 'sine', sine), part('cos', 'cosine', cosine)];
}

const minutesBetween: Formula = ([now, before], out) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.log((now![i]! - before![i]!) / minuteMs);
};

export const calendar = [
  ...cycle('time_of_day', 'Time of day', 'the time of day', timeOfDay),
  ...cycle('weekday', 'Day of the week', 'the day of the week', dayOfWeek),
  ...cycle('month_day', 'Day of the month', 'the day of the month', dayOfMonth),
  ...cycle('year_day', 'Day of the year', 'the day of the year', dayOfYear),
  defineFeature({
    family: 'month_end', group, title: 'Days to the end of the month', description: 'Calendar days that are left of the month, of 31; 0 on its last day.', source: 'Definition; turn-of-the-month effect, J. Lakonishok, S. Smidt (1988)', scaling: 'none', bounds: [0, 1],
    build: (g) => g.map(daysToMonthEnd, g.input('localTime')),
  }),
  defineFeature({
    family: 'pause', group, title: 'Time since the bar before', description: 'Logarithm of the minutes between the starts of the bar before and this one: nights, weekends and halts stand out.', source: 'Definition', scaling: 'standardise',
    build: (g) => g.map(minutesBetween, g.input('time'), g.lag(g.input('time'), 1)),
  }),
];
