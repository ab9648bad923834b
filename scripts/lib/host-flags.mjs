/**
 * Flags of Node for the process that hosts the workstation. What ticks leave behind dies young: a young generation that has grown in
 * a burst would only hold memory for the rest of the day.
 */
export const hostFlags = ['--max-semi-space-size=16'];
