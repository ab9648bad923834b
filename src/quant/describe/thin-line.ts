/** Places of a line that are drawn: each stretch keeps its lowest and its highest value, and the first and the last are there. */
export function thinLine(values: Float64Array, mostPoints: number): number[] {
  const count = values.length;
  if (count <= mostPoints) return Array.from({ length: count }, (_, i) => i);
  const stretches = Math.max(1, Math.floor(mostPoints / 2) - 1);
  const places = new Set([0, count - 1]);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const [from, to] = [Math.floor((stretch * count) / stretches), Math.floor(((stretch + 1) * count) / stretches)];
    let [low, high] = [from, from];
    for (let i = from; i < to; i++) {
      if (values[i]! < values[low]!) low = i;
      if (values[i]! > values[high]!) high = i;
    }
    places.add(low).add(high);
  }
  return [...places].sort((a, b) => a - b);
}
