import { describe, expect, it } from 'vitest';
import { layFinished, layForming, type Brick, type BrickPoint } from './lay-bricks.ts';

const none = { open: NaN, high: NaN, low: NaN, close: NaN };
const brick = (open: number, close: number): BrickPoint => ({ ...none, open, close });
const forming = (open: number, low: number, high: number): BrickPoint => ({ open, high, low, close: NaN });
const say = (bricks: readonly Brick[]): string[] => bricks.map(({ from, to, bottom, top, direction }) => `${from}–${to}: ${bottom}–${top} ${['down', 'forming', 'up'][direction + 1]}`);

describe('bricks that are told when they are finished', () => {
  it('stand from the bar that laid them to the bar before the next', () => {
    expect(say(layFinished([none, brick(10, 10), brick(10, 11), brick(10, 11), brick(11, 12), none, brick(11, 12)]))).toEqual(['2–3: 10–11 up', '4–6: 11–12 up']);
  });

  it('lie on top of each other where one bar laid several, also after a turn', () => {
    expect(say(layFinished([brick(10, 11), brick(13, 14), brick(12, 11)]))).toEqual(['0–0: 10–11 up', '1–1: 11–12 up', '1–1: 12–13 up', '1–1: 13–14 up', '2–2: 12–13 down', '2–2: 11–12 down']);
  });

  it('so many that none could be told from the other are one block', () => {
    expect(say(layFinished([brick(0, 1), brick(1_000, 1_001)]))).toEqual(['0–0: 0–1 up', '1–1: 1–1001 up']);
  });
});

describe('bars of a range that are told while they form', () => {
  it('stand over the bars in which they formed, each of the full range; the last is not finished', () => {
    const points = [forming(10, 10, 11), forming(10, 9.5, 11), forming(11.5, 11.5, 12), forming(11.5, 11, 12)];
    expect(say(layForming(points, 2))).toEqual(['0–1: 9.5–11.5 up', '2–3: 11–12 forming']);
  });

  it('end downward as much below their high', () => {
    expect(say(layForming([forming(10, 10, 11.5), forming(9.5, 9, 9.5)], 2))).toEqual(['0–0: 9.5–11.5 down', '1–1: 9–9.5 forming']);
  });

  it('lie on top of each other where one bar finished several', () => {
    expect(say(layForming([forming(10, 9.5, 10), forming(15.5, 15.5, 16)], 2))).toEqual(['0–0: 9.5–11.5 up', '1–1: 11.5–13.5 up', '1–1: 13.5–15.5 up', '1–1: 15.5–16 forming']);
  });

  it('are none without a value', () => {
    expect(layForming([none, none], 2)).toEqual([]);
  });
});
