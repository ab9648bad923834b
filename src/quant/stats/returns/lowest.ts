/**
 * The lowest of some values, ascending; what a tail needs without sorting the rest. Selection by Hoare's partition with the median of
 * three, on a copy.
 */
export function lowestOf(values: Float64Array, count: number): Float64Array {
  const copy = Float64Array.from(values);
  const wanted = Math.min(count, copy.length);
  let [low, high] = [0, copy.length - 1];
  while (low < high) {
    const pivot = medianOfThree(copy[low]!, copy[(low + high) >> 1]!, copy[high]!);
    let [left, right] = [low, high];
    while (left <= right) {
      while (copy[left]! < pivot) left += 1;
      while (copy[right]! > pivot) right -= 1;
      if (left > right) break;
      const kept = copy[left]!;
      copy[left++] = copy[right]!;
      copy[right--] = kept;
    }
    if (wanted - 1 <= right) high = right;
    else if (wanted - 1 >= left) low = left;
    else break;
  }
  return copy.subarray(0, wanted).sort();
}

const medianOfThree = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
