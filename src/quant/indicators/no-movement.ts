/** Below this TA-Lib takes a movement for none. */
export const noMovement = 1e-14;
