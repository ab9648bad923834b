// A small picture of an indicator over simulated bars: candles, what it draws over them, and its own pane below where it has one.
import type { BarColumns } from '../../src/contract/model/bar.ts';
import type { IndicatorFill, IndicatorInfo } from '../../src/contract/model/indicator.ts';
import { layFinished, layForming } from '../../src/renderer/chart/lay-bricks.ts';

/** Bars `from` to `end` of a series are shown; `mark` is a bar that an arrow points at. */
export type Scene = { readonly bars: BarColumns; readonly outputs: Readonly<Record<string, Float64Array>>; readonly from: number; readonly end: number; readonly mark: number | null };

type Scale = { x(bar: number): number; y(value: number): number };

const width = 480;
const priceHeight = 150;
const paneHeight = 80;
const margin = 8;
/** The window's dark theme. */
const color = { ground: '#0e1216', line: '#2b3641', text: '#b6c0cb', up: '#3b9cff', down: '#ff9f1c', series: ['#f3e8cf', '#62dfc0', '#e79ac0', '#b9a4ff', '#aac46f'] } as const;

/** The picture as an SVG file. */
export function drawIndicator(info: IndicatorInfo, scene: Scene): string {
  const own = info.outputs.filter(({ pane }) => pane === 'own');
  const over = info.outputs.filter(({ pane }) => pane === 'price');
  const height = priceHeight + (own.length > 0 ? paneHeight : 0);
  const prices = scaleOf(scene, [scene.bars.high, scene.bars.low, ...over.map(({ name }) => scene.outputs[name]!)], margin, priceHeight - margin);
  const parts = [`<rect width="${width}" height="${height}" fill="${color.ground}"/>`, ...fillsAmong(info, over).map((fill) => drawFill(info, fill, scene, prices)), drawBricks(info, scene, prices), drawCandles(scene, prices, candlesOf(scene, over) ?? scene.bars), ...over.filter(({ style }) => style !== 'candles' && style !== 'bricks').map((output) => drawOutput(info, output, scene, prices))];
  if (own.length > 0) {
    const scaleFor = (outputs: IndicatorInfo['outputs']): Scale => scaleOf(scene, outputs.map(({ name }) => scene.outputs[name]!), priceHeight + margin, height - margin, info.levels);
    const values = scaleFor(own.filter(({ scale }) => scale !== 'own'));
    parts.push(`<path d="M0 ${priceHeight}H${width}" stroke="${color.line}"/>`, ...(info.levels ?? []).map((level) => drawLevel(values.y(level))), ...fillsAmong(info, own).map((fill) => drawFill(info, fill, scene, values)), ...own.map((output) => drawOutput(info, output, scene, output.scale === 'own' ? scaleFor([output]) : values)));
  }
  if (scene.mark !== null) parts.push(`<path d="M${prices.x(scene.mark)} ${priceHeight - 1}l-5 8h10z" fill="${color.text}"/>`);
  parts.push(drawNames(info));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" fill="none">${parts.join('')}</svg>\n`;
}

function scaleOf({ from, end }: Scene, columns: readonly Float64Array[], top: number, bottom: number, levels: readonly number[] = []): Scale {
  let [low, high] = [Math.min(...levels, Number.POSITIVE_INFINITY), Math.max(...levels, Number.NEGATIVE_INFINITY)];
  for (const column of columns) {
    for (const value of column.subarray(from, end)) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (!(high > low)) [low, high] = Number.isFinite(low) ? [low - 1, high + 1] : [0, 1];
  const step = (width - 2 * margin) / (end - from);
  return {
    x: (bar) => Math.round(margin + (bar - from + 0.5) * step),
    y: (value) => Math.round((bottom - ((value - low) / (high - low)) * (bottom - top)) * 10) / 10,
  };
}

type Candles = Pick<BarColumns, 'open' | 'high' | 'low' | 'close'>;

/** Candles that outputs make, which stand in the place of those of the bars; null: there are none. Without high and low they have no wicks. */
function candlesOf({ outputs: { open, high, low, close } }: Scene, over: IndicatorInfo['outputs']): Candles | null {
  if (open === undefined || close === undefined || !over.some(({ style }) => style === 'candles')) return null;
  return { open, close, high: high ?? open.map((value, i) => Math.max(value, close[i]!)), low: low ?? open.map((value, i) => Math.min(value, close[i]!)) };
}

function drawCandles({ from, end }: Scene, { x, y }: Scale, bars: Candles): string {
  const half = Math.max(1, Math.floor((width - 2 * margin) / (end - from) / 3));
  const sides = [{ fill: color.up, isMine: (i: number) => bars.close[i]! >= bars.open[i]! }, { fill: color.down, isMine: (i: number) => bars.close[i]! < bars.open[i]! }];
  return sides.map(({ fill, isMine }) => {
    let [wicks, bodies] = ['', ''];
    for (let i = from; i < end; i++) {
      if (!isMine(i)) continue;
      const [top, bottom] = [y(Math.max(bars.open[i]!, bars.close[i]!)), y(Math.min(bars.open[i]!, bars.close[i]!))];
      wicks += `M${x(i)} ${y(bars.high[i]!)}V${y(bars.low[i]!)}`;
      bodies += `M${x(i) - half} ${top}h${2 * half}V${Math.max(bottom, top + 0.8)}h-${2 * half}z`;
    }
    return `<path d="${wicks}" stroke="${fill}" opacity=".6"/><path d="${bodies}" fill="${fill}" opacity=".6"/>`;
  }).join('');
}

/** Bricks behind the candles; nothing where there are none. */
function drawBricks(info: IndicatorInfo, { outputs, from, end }: Scene, { x, y }: Scale): string {
  if (info.outputs.every(({ style }) => style !== 'bricks')) return '';
  const part = (name: string, i: number): number => outputs[name]?.[from + i] ?? Number.NaN;
  const points = Array.from({ length: end - from }, (_, i) => ({ open: part('open', i), high: part('high', i), low: part('low', i), close: part('close', i) }));
  const bricks = outputs['close'] === undefined ? layForming(points, info.params[0]!.default) : layFinished(points);
  const half = (width - 2 * margin) / (end - from) / 2;
  return bricks.map(({ from: first, to, top, bottom, direction }) => {
    const paint = direction === 0 ? color.text : direction === 1 ? color.up : color.down;
    const left = Math.round(x(from + first) - half);
    return `<path d="M${left} ${y(top)}H${Math.round(x(from + to) + half)}V${y(bottom)}H${left}z" fill="${paint}" fill-opacity=".18" stroke="${paint}" stroke-opacity=".6"/>`;
  }).join('');
}

function drawOutput(info: IndicatorInfo, { name, style }: IndicatorInfo['outputs'][number], { outputs, from, end }: Scene, { x, y }: Scale): string {
  const values = outputs[name]!;
  const stroke = colorOf(info, name);
  let path = '';
  let isDrawing = false;
  for (let i = from; i < end; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) {
      if (style === 'histogram') path += `M${x(i)} ${y(Math.max(0, value))}V${y(Math.min(0, value))}`;
      else if (style === 'dots') path += `M${x(i)} ${y(value)}h0`;
      else path += `${isDrawing ? 'L' : 'M'}${x(i)} ${y(value)}`;
    }
    isDrawing = !Number.isNaN(value);
  }
  const look = style === 'dots' ? ' stroke-width="3" stroke-linecap="round"' : style === 'histogram' ? ' stroke-width="2"' : style === 'band' ? ' opacity=".7"' : ' stroke-width="1.5"';
  return `<path d="${path}" stroke="${stroke}"${look}/>`;
}

const fillsAmong = (info: IndicatorInfo, outputs: IndicatorInfo['outputs']): readonly IndicatorFill[] => (info.fills ?? []).filter(({ first }) => outputs.some(({ name }) => name === first));

/** The space between two outputs from bar to bar, where both have values; a cloud in the colour of the side that is above at most of the step. */
function drawFill(info: IndicatorInfo, { first, second, hasSides }: IndicatorFill, { outputs, from, end }: Scene, { x, y }: Scale): string {
  const [a, b] = [outputs[first]!, outputs[second]!];
  const paths = new Map<string, string>();
  for (let i = from + 1; i < end; i++) {
    const sum = a[i - 1]! - b[i - 1]! + a[i]! - b[i]!;
    if (Number.isNaN(sum)) continue;
    const fill = !hasSides ? colorOf(info, first) : sum >= 0 ? color.up : color.down;
    paths.set(fill, `${paths.get(fill) ?? ''}M${x(i - 1)} ${y(a[i - 1]!)}L${x(i)} ${y(a[i]!)}V${y(b[i]!)}L${x(i - 1)} ${y(b[i - 1]!)}z`);
  }
  return [...paths].map(([fill, path]) => `<path d="${path}" fill="${fill}" opacity="${hasSides ? 0.2 : 0.1}"/>`).join('');
}

const drawLevel = (y: number): string => `<path d="M0 ${y}H${width}" stroke="${color.line}" stroke-dasharray="3 3"/>`;

const colorOf = (info: IndicatorInfo, name: string): string => color.series[info.outputs.findIndex((output) => output.name === name) % color.series.length]!;

const drawNames = (info: IndicatorInfo): string =>
  `<text x="${margin}" y="14" font-family="sans-serif" font-size="11">${info.outputs.map(({ name }) => `<tspan fill="${colorOf(info, name)}">${name} </tspan>`).join('')}</text>`;
