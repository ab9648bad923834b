import { maType } from './overlap/moving-average.ts';
import { findIndicator, listIndicators } from './registry.ts';
import { smallParams, testIndicatorContract } from './test-indicator-contract.ts';

for (const info of listIndicators()) testIndicatorContract(findIndicator(info.name), smallParams(info));

/** Each kind of average behind the same indicator; the MESA average begins at 0. */
for (let type = 1; type <= 8; type++) {
  const traits = { isRelative: type === maType.mama };
  testIndicatorContract(findIndicator('ma'), { timePeriod: 4, maType: type }, traits);
  testIndicatorContract(findIndicator('mavp'), { minPeriod: 2, maxPeriod: 5, maType: type }, traits);
  testIndicatorContract(findIndicator('bbands'), { timePeriod: 4, maType: type }, traits);
}
testIndicatorContract(findIndicator('macdext'), { fastPeriod: 3, fastMAType: 1, slowPeriod: 6, slowMAType: 8, signalPeriod: 3, signalMAType: 4 });

/** The shortest period is a case of its own where nothing is smoothed. */
for (const name of ['ma', 'plus_di', 'minus_dm', 'atr', 'trix', 'var', 'correl', 'beta']) testIndicatorContract(findIndicator(name), { timePeriod: 1 });
