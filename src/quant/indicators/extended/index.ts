import type { IndicatorDefinition } from '../define-indicator.ts';
import { alligator } from './averages/alligator.ts';
import { alma } from './averages/alma.ts';
import { evwma } from './averages/evwma.ts';
import { hma } from './averages/hma.ts';
import { mcginley } from './averages/mcginley.ts';
import { rollingVwap } from './averages/rolling-vwap.ts';
import { smma } from './averages/smma.ts';
import { zlema } from './averages/zlema.ts';
import { donchian } from './channels/donchian.ts';
import { envelope } from './channels/envelope.ts';
import { keltner } from './channels/keltner.ts';
import { regressionChannel } from './channels/regression-channel.ts';
import { heikinAshi } from './charts/heikin-ashi.ts';
import { rangeBar } from './charts/range-bar.ts';
import { renko } from './charts/renko.ts';
import { fractals } from './levels/fractals.ts';
import { pivotsCamarilla, pivotsClassic, pivotsFibonacci, pivotsWoodie } from './levels/pivots.ts';
import { volumeProfile } from './levels/rolling-profile.ts';
import { marketProfile, sessionVolumeProfile } from './levels/session-profile.ts';
import { zigzag } from './levels/zigzag.ts';
import { awesome } from './momentum/awesome.ts';
import { connorsRsi } from './momentum/connors-rsi.ts';
import { coppock } from './momentum/coppock.ts';
import { dpo } from './momentum/dpo.ts';
import { elderRay } from './momentum/elder-ray.ts';
import { fisher } from './momentum/fisher.ts';
import { kst } from './momentum/kst.ts';
import { relativeVigor } from './momentum/relative-vigor.ts';
import { smi } from './momentum/smi.ts';
import { squeeze } from './momentum/squeeze.ts';
import { tradersDynamicIndex } from './momentum/traders-dynamic-index.ts';
import { tsi } from './momentum/tsi.ts';
import { wavetrend } from './momentum/wavetrend.ts';
import { entropy } from './statistics/entropy.ts';
import { hurst } from './statistics/hurst.ts';
import { percentRank } from './statistics/percent-rank.ts';
import { relativeStrength } from './statistics/relative-strength.ts';
import { rollingBeta, rollingCorrelation } from './statistics/returns-together.ts';
import { zscore } from './statistics/zscore.ts';
import { chandelier } from './trend/chandelier.ts';
import { ichimoku } from './trend/ichimoku.ts';
import { supertrend } from './trend/supertrend.ts';
import { tdi } from './trend/tdi.ts';
import { efficiencyRatio, vhf } from './trend/straightness.ts';
import { vortex } from './trend/vortex.ts';
import { bollingerWidth } from './volatility/bollinger-width.ts';
import { chaikinVolatility } from './volatility/chaikin-volatility.ts';
import { choppiness } from './volatility/choppiness.ts';
import { historicalVolatility } from './volatility/historical-volatility.ts';
import { massIndex } from './volatility/mass-index.ts';
import { garmanKlass, parkinson, rogersSatchell } from './volatility/range-volatility.ts';
import { ulcerIndex } from './volatility/ulcer-index.ts';
import { yangZhang } from './volatility/yang-zhang.ts';
import { cmf } from './volume/cmf.ts';
import { emv } from './volume/emv.ts';
import { force } from './volume/force.ts';
import { klinger } from './volume/klinger.ts';
import { relativeVolume } from './volume/relative-volume.ts';
import { nvi, pvi, pvt } from './volume/volume-trend.ts';
import { anchoredVwap, vwap } from './volume/vwap.ts';

/** What traders use beyond TA-Lib, under the field's usual names. */
export const extendedIndicators: readonly IndicatorDefinition[] = [
  alligator, alma, anchoredVwap, awesome, bollingerWidth, chaikinVolatility, chandelier, choppiness, cmf, connorsRsi, coppock, donchian, dpo,
  efficiencyRatio, elderRay, emv, entropy, envelope, evwma, fisher, force, fractals, garmanKlass, heikinAshi, historicalVolatility, hma, hurst,
  ichimoku, keltner, klinger, kst, marketProfile, massIndex, mcginley, nvi, parkinson, percentRank, pivotsCamarilla, pivotsClassic, pivotsFibonacci,
  pivotsWoodie, pvi, pvt, rangeBar, regressionChannel, relativeStrength, relativeVigor, relativeVolume, renko, rogersSatchell, rollingBeta,
  rollingCorrelation, rollingVwap, sessionVolumeProfile, smi, smma, squeeze, supertrend, tdi, tradersDynamicIndex, tsi, ulcerIndex, vhf,
  volumeProfile, vortex, vwap, wavetrend, yangZhang, zigzag, zlema, zscore,
];
