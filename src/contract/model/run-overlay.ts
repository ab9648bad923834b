import { z } from 'zod';
import { metricUnitSchema } from './report.ts';

/** A figure of several runs. */
export const overlayFigureSchema = z.object({
  name: z.string(),
  title: z.string(),
  unit: metricUnitSchema,
  hint: z.string(),
  /** In the order of the runs; null: not defined. */
  values: z.array(z.number().nullable()),
  /** Place of the best one; null: none is better than another, or it is not a thing of better and worse. */
  best: z.number().int().nullable(),
});
export type OverlayFigure = z.infer<typeof overlayFigureSchema>;

/** Something the runs were made with that is not the same for all of them. */
export const overlayDifferenceSchema = z.object({
  /** Its place in the spec of a run: `params.fast`, `settings.spreadRate`. */
  name: z.string(),
  /** In the order of the runs; empty where a run has none. */
  values: z.array(z.string()),
});

/** Finished runs side by side. */
export const runOverlaySchema = z.object({
  runs: z.array(z.object({ runId: z.string(), title: z.string(), hash: z.string() })),
  figures: z.array(overlayFigureSchema),
  differences: z.array(overlayDifferenceSchema),
  /** Growth of each run since its start, as a share, at moments of all of them; null before it began. Thinned so that no extreme is lost. */
  curve: z.object({ time: z.array(z.number()), growth: z.array(z.array(z.number().nullable())) }),
});
export type RunOverlay = z.infer<typeof runOverlaySchema>;
