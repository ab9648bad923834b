/** The nearest number with as many decimals as the step has: 0.1 + 0.2 is 0.3. */
export function roundTo(value: number, step: number): number {
  if (step >= 1) return Math.round(value);
  const scale = Math.round(1 / step);
  return Math.round(value * scale) / scale;
}

/** Whole numbers of steps as the values they stand for, in place. */
export function scaleSteps(steps: Float64Array, step: number): Float64Array {
  // A step is a whole number or one over a whole number; dividing by the latter keeps the decimals clean.
  const [factor, divisor] = step >= 1 ? [step, 1] : [1, Math.round(1 / step)];
  for (let i = 0; i < steps.length; i++) steps[i] = (steps[i]! * factor) / divisor;
  return steps;
}
