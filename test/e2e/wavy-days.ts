/** So many days of bars from 2020 on as a file: waves of two lengths over a slow rise, so that averages cross often. */
export function days(count: number): string {
  const lines = ['time,open,high,low,close,volume'];
  for (let i = 0; i < count; i++) {
    const price = 100 + i / 50 + 10 * Math.sin(i / 23) + 4 * Math.sin(i / 5) + ((i * 7_919) % 13) / 6;
    lines.push(`${new Date(Date.UTC(2020, 0, 1) + i * 86_400_000).toISOString().slice(0, 10)},${price.toFixed(2)},${(price + 1).toFixed(2)},${(price - 1).toFixed(2)},${(price + 0.4).toFixed(2)},1000`);
  }
  return lines.join('\n');
}
