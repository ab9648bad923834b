import { computeLogLikelihood, improveModel, smallestVariance, type EmWorkspace } from './expectation-maximisation.ts';
import { copyHmm, makeHmm, type GaussianHmm } from './gaussian-hmm.ts';

export type Climb = {
  readonly model: GaussianHmm;
  readonly logLikelihood: number;
  /** Steps of expectation and maximisation taken. */
  readonly steps: number;
  /** Whether a step gained less than the tolerance before the steps ran out. */
  readonly isConverged: boolean;
};

/** The parts of a model that a leap extrapolates; the start is taken as the last step left it. */
const parts = ['means', 'covariances', 'transition'] as const;

/**
 * Climbs from a model to the nearest maximum of the likelihood. Each round takes two steps of expectation and maximisation and leaps on
 * in their direction (SQUAREM, scheme S3 of Varadhan and Roland 2008); a leap that is no model or less likely is taken back, so the
 * likelihood never falls. Converged is who gains at most 1e-12 of the sizes of the likelihood and the series in one plain step.
 */
export function climb(from: GaussianHmm, workspace: EmWorkspace, mostSteps: number): Climb {
  const { states, columns } = from;
  const [first, second, leap, landed] = [makeHmm(states, columns), makeHmm(states, columns), makeHmm(states, columns), makeHmm(states, columns)];
  const here = makeHmm(states, columns);
  copyHmm(from, here);
  for (let steps = 0; ;) {
    const before = improveModel(here, first, workspace);
    const after = improveModel(first, second, workspace);
    steps += 2;
    const gain = after - before;
    const tolerance = 1e-12 * (workspace.pass.scales.length + Math.abs(after));
    const isConverged = gain <= tolerance;
    if (isConverged || steps >= mostSteps || Number.isNaN(gain)) {
      // A fall beyond the tolerance would be no convergence; it cannot come from exact steps.
      return { model: second, logLikelihood: computeLogLikelihood(second, workspace), steps, isConverged: isConverged && gain >= -tolerance };
    }
    if (setLeap(here, first, second, leap)) {
      const reached = improveModel(leap, landed, workspace);
      steps += 1;
      copyHmm(reached >= after ? landed : second, here);
    } else copyHmm(second, here);
  }
}

/** The leap from `here` through two steps; false where it would not be a model. */
function setLeap(here: GaussianHmm, first: GaussianHmm, second: GaussianHmm, leap: GaussianHmm): boolean {
  let [lengths, bends] = [0, 0];
  for (const part of parts) {
    for (let i = 0; i < here[part].length; i++) {
      const step = first[part][i]! - here[part][i]!;
      const bend = second[part][i]! - first[part][i]! - step;
      lengths += step * step;
      bends += bend * bend;
    }
  }
  const reach = Math.sqrt(lengths / bends);
  // Two steps alone reach as far as 1.
  if (!(reach > 1 && Number.isFinite(reach))) return false;
  leap.start.set(second.start);
  for (const part of parts) {
    for (let i = 0; i < here[part].length; i++) {
      const step = first[part][i]! - here[part][i]!;
      const bend = second[part][i]! - first[part][i]! - step;
      leap[part][i] = here[part][i]! + 2 * reach * step + reach * reach * bend;
    }
  }
  return leap.transition.every((share) => share >= 0) && hasVariance(leap);
}

function hasVariance({ states, columns, covariances }: GaussianHmm): boolean {
  for (let s = 0; s < states; s++) for (let i = 0; i < columns; i++) if (!(covariances[(s * columns + i) * columns + i]! >= smallestVariance)) return false;
  return true;
}
