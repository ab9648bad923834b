import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { indicatorPagePath, indicatorPicturesPath, makeIndicatorPage, makeIndicatorPictures } from '../../scripts/reference/indicator-page.ts';
import { listIndicators } from '../../src/quant/indicators/index.ts';

const advice = 'out of date: node scripts/reference/indicator-page.ts';

describe('the reference of the indicators', () => {
  it('says what the definitions say', () => {
    expect(readFileSync(indicatorPagePath, 'utf8') === makeIndicatorPage(), advice).toBe(true);
  });

  it('has a picture of each as it is drawn now, and no other', () => {
    const pictures = makeIndicatorPictures();
    expect(readdirSync(indicatorPicturesPath).sort(), advice).toEqual([...pictures.keys()].sort());
    expect(pictures.size).toBe(listIndicators().length);
    for (const [file, picture] of pictures) {
      expect(readFileSync(join(indicatorPicturesPath, file), 'utf8') === picture, `${file} is ${advice}`).toBe(true);
      expect(picture, file).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it('is small enough to live beside the sources', () => {
    const bytes = readdirSync(indicatorPicturesPath).reduce((sum, file) => sum + statSync(join(indicatorPicturesPath, file)).size, 0);
    expect(bytes).toBeLessThan(1_500_000);
  });
});
