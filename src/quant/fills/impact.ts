/**
 * Share by which an order moves the price against itself, as zipline's volume share model has it: coefficient × (size / volume of the bar)²,
 * the size never counting as more than the whole volume.
 */
export const volumeShareImpact = (coefficient: number, units: number, volume: number): number => coefficient * Math.min(1, units / volume) ** 2;

/**
 * Share by which an order moves the price against itself by the square-root law: coefficient × deviation × √(size / volume), both of the last
 * bars (Tóth et al. 2011, Anomalous price impact and the critical nature of liquidity in financial markets; Almgren et al. 2005 find the like).
 * Nothing where neither is known yet.
 */
export function squareRootImpact(coefficient: number, units: number, deviation: number, meanVolume: number): number {
  return deviation > 0 && meanVolume > 0 ? coefficient * deviation * Math.sqrt(units / meanVolume) : 0;
}
