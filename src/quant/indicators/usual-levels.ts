/** Heights that readers compare the first output with, by indicator: where it is called high or low, or changes its sign. As usual, and nothing is computed with them. */
export const usualLevels: Readonly<Record<string, readonly number[]>> = {
  rsi: [30, 70], stochrsi: [20, 80], stoch: [20, 80], stochf: [20, 80], mfi: [20, 80], imi: [30, 70], ultosc: [30, 70], connors_rsi: [10, 90], traders_dynamic_index: [32, 50, 68],
  willr: [-80, -20], cci: [-100, 100], cmo: [-50, 50], smi: [-40, 40], wavetrend: [-60, 60], fisher: [-1.5, 1.5], adx: [25], adxr: [25], aroon: [50], aroonosc: [0], choppiness: [38.2, 61.8],
  macd: [0], macdext: [0], macdfix: [0], apo: [0], ppo: [0], mom: [0], roc: [0], rocp: [0], rocr: [1], rocr100: [100], trix: [0], tsi: [0], kst: [0], coppock: [0], dpo: [0], klinger: [0],
  adosc: [0], cmf: [-0.05, 0.05], force: [0], emv: [0], zscore: [-2, 0, 2], percent_rank: [50], hurst: [0.5], bollinger_width: [0, 1], rolling_correlation: [0], correl: [0], relative_volume: [1],
  vortex: [1], mass_index: [26.5, 27], relative_vigor: [0], linearreg_slope: [0],
};
