import type { SweepMap } from '../../../contract/model/sweep-views.ts';
import { colorOf, extentOf, type CanvasColors } from './canvas-colors.ts';
import { cornerOf, labelEvery, type MapLayout } from './heat-map-layout.ts';
import { cellText, paramText } from './metric-text.ts';

const font = "'Archivo Variable', sans-serif";

/** Draws cells with their numbers where there is room, the values along both sides, and rings the best and the chosen cell. */
export function drawHeatMap(context: CanvasRenderingContext2D, map: SweepMap, layout: MapLayout, marks: { readonly best: number | null; readonly chosen: number | null }, colors: CanvasColors): void {
  drawCells(context, map, layout, colors);
  drawSides(context, map, layout, colors);
  if (marks.best !== null) ring(context, layout, marks.best, colors.best);
  if (marks.chosen !== null) ring(context, layout, marks.chosen, colors.chosen);
}

function drawCells(context: CanvasRenderingContext2D, { values, trials, metric }: SweepMap, layout: MapLayout, colors: CanvasColors): void {
  const extent = extentOf(values);
  const { cellWidth, cellHeight } = layout;
  const gap = cellWidth >= 6 && cellHeight >= 6 ? 1 : 0;
  const hasText = cellWidth >= 26 && cellHeight >= 14;
  context.font = `${cellWidth >= 34 ? 11 : 10}px ${font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  values.forEach((value, cell) => {
    const [x, y] = cornerOf(layout, cell);
    // What was tried and has no figure looks different from what is still to come.
    if (value === null || extent === null) context.fillStyle = (trials[cell] ?? 0) > 0 ? colors.edge : colors.grid;
    else context.fillStyle = colorOf(colors, metric, value, extent);
    // Pixels of the page are met whole, or seams would show between small cells.
    if (gap === 0) context.fillRect(Math.floor(x), Math.floor(y), Math.ceil(cellWidth), Math.ceil(cellHeight));
    else context.fillRect(x, y, cellWidth - gap, cellHeight - gap);
    if (value === null || !hasText) return;
    context.fillStyle = colors.text;
    context.fillText(cellText(metric, value), x + (cellWidth - gap) / 2, y + cellHeight / 2);
  });
}

function drawSides(context: CanvasRenderingContext2D, { x, y }: SweepMap, layout: MapLayout, colors: CanvasColors): void {
  const { columns, rows, left, top, cellWidth, cellHeight } = layout;
  const bottom = top + rows * cellHeight;
  context.fillStyle = colors.label;
  context.font = `10px ${font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  const longest = Math.max(...x.values.map((value) => paramText(value).length));
  const everyX = labelEvery(columns, cellWidth, longest * 6 + 8);
  x.values.forEach((value, k) => k % everyX === 0 && context.fillText(paramText(value), left + (k + 0.5) * cellWidth, bottom + 9));
  context.textAlign = 'right';
  const everyY = labelEvery(rows, cellHeight, 13);
  y?.values.forEach((value, k) => k % everyY === 0 && context.fillText(paramText(value), left - 6, bottom - (k + 0.5) * cellHeight));
  context.font = `600 10px ${font}`;
  context.fillText(`${x.name} →`, left - 6, bottom + 9);
  if (y === null) return;
  context.textAlign = 'left';
  context.save();
  context.translate(8, bottom);
  context.rotate(-Math.PI / 2);
  context.fillText(`${y.name} →`, 0, 0);
  context.restore();
}

function ring(context: CanvasRenderingContext2D, layout: MapLayout, cell: number, color: string): void {
  const [x, y] = cornerOf(layout, cell);
  const [width, height] = [Math.max(5, layout.cellWidth), Math.max(5, layout.cellHeight)];
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.strokeRect(x + (layout.cellWidth - width) / 2, y + (layout.cellHeight - height) / 2, width - 1, height - 1);
}
